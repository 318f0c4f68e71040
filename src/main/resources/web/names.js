/** A thing's own name, and the vendor's where that is another. */
export function named(name, vendor) {
  if (!vendor || vendor.name === name) {
    return name;
  }
  return `${name} · ${vendor.name}${vendor.number === null ? '' : ` (${vendor.number})`}`;
}

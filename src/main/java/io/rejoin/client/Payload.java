package io.rejoin.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What a message carries: a text, or bytes, as its sender gave it. */
public sealed interface Payload {

  /** A text. */
  record Text(String text) implements Payload {
    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String onWire() {
      return text;
    }

    @Override
    public boolean isBinary() {
      return false;
    }
  }

  /** Bytes; equal to others of the same content. They are not copied, and not to be changed. */
  record Bytes(byte[] bytes) implements Payload {
    @Override
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String onWire() {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean isBinary() {
      return true;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }

  /** The text; bytes are read as UTF-8. */
  String text();

  /** The bytes; a text as UTF-8. */
  byte[] bytes();

  /** The wire's form: a text as it is, bytes as base64, marked by {@link #isBinary}. */
  String onWire();

  /** Whether it was sent as bytes. */
  boolean isBinary();

  static Payload of(String text) {
    return new Text(text);
  }

  static Payload of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** The payload that a frame brings. */
  static Payload ofWire(String payload, Boolean binary) {
    return Boolean.TRUE.equals(binary)
        ? new Bytes(Base64.getDecoder().decode(payload))
        : new Text(payload);
  }
}

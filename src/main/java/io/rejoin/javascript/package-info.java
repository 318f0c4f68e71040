/**
 * The JavaScript client in simulations: the modules of {@code rejoin.js} as they are served, run
 * inside the JVM by GraalJS, with the simulation's clock, network and chance. The one package that
 * needs GraalJS, which our artifact does not bring: who uses it adds {@code
 * org.graalvm.polyglot:polyglot} and {@code org.graalvm.polyglot:js-community}. May use testkit,
 * client, wire, profile.
 */
package io.rejoin.javascript;

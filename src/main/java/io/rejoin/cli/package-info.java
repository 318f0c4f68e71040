/** The command line: serve, token. May use all. */
package io.rejoin.cli;

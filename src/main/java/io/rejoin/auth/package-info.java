/** Tokens and what they permit. Uses no other package of Rejoin. */
package io.rejoin.auth;

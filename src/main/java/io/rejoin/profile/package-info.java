/**
 * Profiles: the behaviour of each vendor's system as data, read from HOCON and validated. Plain
 * Java and Typesafe Config; uses no other package of Rejoin.
 */
package io.rejoin.profile;

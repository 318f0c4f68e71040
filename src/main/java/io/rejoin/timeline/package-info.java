/**
 * What happens over a drop as a picture: a story is read, run in virtual time, and printed, drawn,
 * written for machines or compared with an earlier run. May use testkit, client and profile.
 */
package io.rejoin.timeline;

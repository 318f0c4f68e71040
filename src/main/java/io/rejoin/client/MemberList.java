package io.rejoin.client;

import java.util.List;

/**
 * All members of a room, as the server has them.
 *
 * @param members null in rooms with too many to name
 */
public record MemberList(List<Member> members, int count) {}

package io.rejoin.profile;

/** What a profile limits the {@link Rate} of. A profile's key is the name, with hyphens. */
public enum RateKind {
  /** What a link says to rooms and to users, together. */
  MESSAGES("messages"),
  /** What a link says to rooms; these count as {@link #MESSAGES} too. */
  ROOM_MESSAGES("room messages"),
  /** What a link asks to enter; a resume asks for nothing. */
  JOINS("joins"),
  /** The same for each room; these count as {@link #JOINS} too. */
  SAME_ROOM_JOINS("joins of one room"),
  /** New logins of one user, over all links of a node; a resume is none. */
  LOGINS("logins"),
  /** Questions of a link for the members of a room. */
  MEMBERS("requests for members"),
  /** New tokens of a link. */
  RENEWALS("renewals"),
  /** What a link publishes and withdraws of streams. */
  STREAMS("changes of streams"),
  /** Questions of a link for the online status of users. */
  STATUS_QUERIES("queries of status"),
  /** Subscriptions of a link to the online status of users; each may name many. */
  SUBSCRIPTIONS("subscriptions"),
  /** What undoes them. */
  UNSUBSCRIPTIONS("unsubscriptions"),
  /** What a link changes of its user's attributes. */
  USER_ATTRIBUTE_CHANGES("changes of user attributes"),
  /** Questions of a link for attributes of users. */
  USER_ATTRIBUTE_READS("reads of user attributes"),
  /** What a link changes of rooms' attributes. */
  ROOM_ATTRIBUTE_CHANGES("changes of room attributes"),
  /** Questions of a link for attributes of rooms. */
  ROOM_ATTRIBUTE_READS("reads of room attributes"),
  /** What a link kicks and bans. */
  KICKS("kicks");

  private final String words;

  RateKind(String words) {
    this.words = words;
  }

  /** What is counted, in words for people; a plural. */
  public String words() {
    return words;
  }
}

package io.rejoin.history;

import java.util.List;

/** What is to be given to somebody who comes back, oldest first, and what that leaves out. */
public record Replay<M>(List<Entry<M>> entries, Verdict verdict) {}

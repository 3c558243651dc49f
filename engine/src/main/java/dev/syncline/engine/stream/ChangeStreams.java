package dev.syncline.engine.stream;

/** Subscribes to what an org tells by itself. All subscriptions of an org share one connection. */
public interface ChangeStreams {
  /** The most subscriptions of one org that are open at a time. */
  int MAX_SUBSCRIPTIONS = 200;

  /**
   * Subscribes to a channel. Events come once they are {@linkplain ChangeStream#request asked for}.
   *
   * <p>That the org has taken the subscription is certain with the first batch that is taken, not
   * before: who subscribes from the {@linkplain StreamStart#NEWEST newest} and fills the hole in
   * front of it by polling must end the poll after that.
   *
   * @throws dev.syncline.engine.org.OrgException see {@link StreamFault}; some failures come with
   *     the first {@link ChangeStream#take} instead
   * @throws IllegalStateException if {@link #MAX_SUBSCRIPTIONS} are open
   */
  ChangeStream subscribe(Channel channel, StreamStart start);
}

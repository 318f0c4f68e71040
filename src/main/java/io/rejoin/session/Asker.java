package io.rejoin.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rejoin.cluster.CborSerializable;
import io.rejoin.room.Answer;
import io.rejoin.wire.Code;
import org.apache.pekko.actor.typed.ActorRef;

/** Who is told what became of a command: a link, or a service within the cluster. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @Type(value = Asker.OfLink.class, name = "link"),
  @Type(value = Asker.OfService.class, name = "service")
})
public sealed interface Asker extends CborSerializable {

  /** A service that hears answers. */
  static Asker service(ActorRef<Answer> replyTo) {
    return new OfService(replyTo);
  }

  /** It was done. */
  void done();

  /** The message of that number to that user is safe. */
  void sent(String to, long number, String result);

  void refuse(Code code, String message, long retryAfterMillis);

  /**
   * A link.
   *
   * @param request the id of its frame; 0 if it wants no answer
   */
  record OfLink(LinkAddress link, long request) implements Asker {
    @Override
    public void done() {
      LinkTalk.done(link, request);
    }

    @Override
    public void sent(String to, long number, String result) {
      link.tell(new LinkCommand.Sent(link.socket(), request, to, number, result));
    }

    @Override
    public void refuse(Code code, String message, long retryAfterMillis) {
      link.tell(new LinkCommand.Refused(link.socket(), request, code, message, retryAfterMillis));
    }
  }

  /** A service. */
  record OfService(ActorRef<Answer> replyTo) implements Asker {
    @Override
    public void done() {
      replyTo.tell(Answer.Done.DONE);
    }

    @Override
    public void sent(String to, long number, String result) {
      replyTo.tell(new Answer.Sent(result));
    }

    @Override
    public void refuse(Code code, String message, long retryAfterMillis) {
      replyTo.tell(new Answer.Refused(code, message, retryAfterMillis));
    }
  }
}

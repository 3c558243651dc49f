package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.model.RecordChange;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.value.RecordShape;
import java.io.IOException;
import java.net.URI;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One page of a REST query, parsed while it streams by. It is whole when its JSON is, and says
 * either that it is the last or where the next one is.
 *
 * <p>Source: REST API Developer Guide, "Query": each page has {@code records}, {@code done} and
 * {@code totalSize}, the number of records of all pages.
 */
final class RestPage implements RecordPage {
  private final HttpReply reply;
  private final String path;
  private final URI instanceUrl;
  private final JsonParser parser;
  private final JsonRecord records;
  private @Nullable String next;
  private long total = -1;
  private boolean done;
  private boolean ended;
  private boolean hadRecords;
  private boolean inRecords;
  private RecordChange.@Nullable Present ahead;

  RestPage(HttpReply reply, String path, URI instanceUrl, RecordShape shape) {
    this.reply = reply;
    this.path = path;
    this.instanceUrl = instanceUrl;
    this.parser = Json.parser(reply.body());
    this.records = new JsonRecord(shape);
  }

  @Override
  public boolean hasNext() {
    if (ahead != null) {
      return true;
    }
    if (ended) {
      return false;
    }
    try {
      ahead = advance();
    } catch (JacksonException e) {
      throw SalesforceApi.bodyFailure(SalesforceApi.jsonFailure(e), instanceUrl);
    } catch (IOException e) {
      throw SalesforceApi.bodyFailure(e, instanceUrl);
    }
    return ahead != null;
  }

  @Override
  public RecordChange.Present next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("The page has ended");
    }
    RecordChange.Present present = ahead;
    ahead = null;
    return present;
  }

  @Override
  public Optional<PageRef> nextPage() {
    if (!ended) {
      throw new IllegalStateException("The page has not ended");
    }
    return done ? Optional.empty() : Optional.ofNullable(next).map(PageRef::new);
  }

  @Override
  public OptionalLong total() {
    return ended && total >= 0 ? OptionalLong.of(total) : OptionalLong.empty();
  }

  @Override
  public void close() {
    parser.close();
    reply.close();
  }

  private RecordChange.@Nullable Present advance() throws IOException {
    if (!inRecords
        && parser.currentToken() == null
        && parser.nextToken() != JsonToken.START_OBJECT) {
      throw garbled("it is no object");
    }
    while (true) {
      JsonToken token = parser.nextToken();
      if (inRecords && token == JsonToken.START_OBJECT) {
        return records.read(parser);
      }
      if (inRecords && token == JsonToken.END_ARRAY) {
        inRecords = false;
      } else if (!inRecords && token == JsonToken.PROPERTY_NAME) {
        head(parser.currentName());
      } else if (!inRecords && token == JsonToken.END_OBJECT) {
        end();
        return null;
      } else {
        throw garbled("its records are no list of objects");
      }
    }
  }

  private void head(String name) throws IOException {
    JsonToken token = parser.nextToken();
    switch (name) {
      case "records" -> {
        if (token != JsonToken.START_ARRAY) {
          throw garbled("its records are no list");
        }
        inRecords = true;
        hadRecords = true;
      }
      case "totalSize" -> {
        if (token != JsonToken.VALUE_NUMBER_INT) {
          throw garbled("its totalSize is no whole number");
        }
        total = parser.getLongValue();
      }
      case "done" -> done = token == JsonToken.VALUE_TRUE;
      case "nextRecordsUrl" -> {
        if (token == JsonToken.VALUE_STRING) {
          next = ApiPath.of(instanceUrl, parser.getString());
        }
      }
      default -> parser.skipChildren();
    }
  }

  private void end() throws IOException {
    if (parser.nextToken() != null) {
      throw garbled("something follows it");
    }
    if (!hadRecords) {
      throw garbled("it has no records, not even an empty list of them");
    }
    if (!done && (next == null || next.equals(path))) {
      throw garbled("it is not the last page and names no next one");
    }
    ended = true;
  }

  private static TransportException garbled(String why) {
    return new TransportException(Reason.CUT, "the page is garbled: " + why, null);
  }
}

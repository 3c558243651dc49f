package dev.syncline.app.cli.output;

import java.util.List;
import java.util.Map;

/** What a command answers: the same facts for people and for programs. */
public interface Answer {
  /** What the document is, such as {@code RefreshReport}. */
  String kind();

  /** The facts for programs, without the version and the kind. */
  Map<String, Object> json();

  /** The facts for people, line by line; foreign text in them is already harmless. */
  List<String> lines();
}

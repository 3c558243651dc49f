package dev.syncline.app.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where WordPress keeps its objects.
 *
 * <p>Source: WordPress Developer Resources, "Database Description". Columns that hold secrets of
 * users or posts are not among them.
 */
record WordPressTables(String table, String key, Set<String> columns, Optional<String> rows) {
  private static final Set<String> USERS =
      Set.of(
          "ID",
          "user_login",
          "user_nicename",
          "user_email",
          "user_url",
          "user_registered",
          "user_status",
          "display_name");
  private static final Set<String> POSTS =
      Set.of(
          "ID",
          "post_author",
          "post_date",
          "post_date_gmt",
          "post_content",
          "post_title",
          "post_excerpt",
          "post_status",
          "comment_status",
          "ping_status",
          "post_name",
          "post_modified",
          "post_modified_gmt",
          "post_parent",
          "guid",
          "menu_order",
          "post_mime_type",
          "comment_count");
  private static final Set<String> COMMENTS =
      Set.of(
          "comment_ID",
          "comment_post_ID",
          "comment_author",
          "comment_author_email",
          "comment_author_url",
          "comment_date",
          "comment_date_gmt",
          "comment_content",
          "comment_karma",
          "comment_approved",
          "comment_type",
          "comment_parent",
          "user_id");
  private static final Set<String> TERMS = Set.of("term_id", "name", "slug", "term_group");
  private static final Map<String, String> TAXONOMIES =
      Map.of("category", "category", "tag", "post_tag", "post_tag", "post_tag");

  /** Where an object is; a type that WordPress does not have itself is a type of posts. */
  static WordPressTables of(String object, String prefix) {
    if (object.equals("user")) {
      return new WordPressTables(prefix + "users", "ID", USERS, Optional.empty());
    }
    if (object.equals("comment")) {
      return new WordPressTables(prefix + "comments", "comment_ID", COMMENTS, Optional.empty());
    }
    if (TAXONOMIES.containsKey(object)) {
      return new WordPressTables(prefix + "terms", "term_id", TERMS, Optional.empty());
    }
    return new WordPressTables(
        prefix + "posts", "ID", POSTS, Optional.of("post_type = '" + object + "'"));
  }

  boolean isTaxonomy() {
    return columns == TERMS;
  }

  boolean isPost() {
    return columns == POSTS;
  }
}

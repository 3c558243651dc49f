package dev.syncline.model;

/** The form into which two values are brought before a match compares them. */
public enum MatchForm {
  /** Capitals and all, without blanks at both ends, of which Salesforce keeps none. */
  EXACT,
  /** As {@link #EXACT}, small and capital letters alike. */
  FOLD,
  /** As {@link #FOLD}; what has no {@code @} is no address. */
  EMAIL,
  /** The digits of a telephone number with its country, however it is written. */
  PHONE,
  /** The host of a web address, or of an e-mail address, without {@code www.}. */
  DOMAIN
}

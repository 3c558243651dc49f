package dev.syncline.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleValuesTest {
  private static final Samples ORG = Orgs.small(42);

  private static SampleObject of(String object) {
    return ORG.of(ORG.schema().object(object).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Account",
        "Contact",
        "Lead",
        "Opportunity",
        "Task",
        "User",
        "Organization",
        "Profile",
        "UserRole",
        "Group",
        "RecordType",
        "PermissionSet",
        "Invoice__c",
        "Invoice_Line__c"
      })
  void every_value_is_one_that_the_field_can_hold(String name) {
    SampleObject object = of(name);
    assertThat(object.count()).isPositive();
    for (FieldDefinition field : object.object().fields()) {
      if (field.isStored() || field.isPersonName()) {
        for (long i = 0; i < object.count(); i++) {
          check(field, object.value(i, field));
        }
      }
    }
  }

  private static void check(
      FieldDefinition field, @org.jspecify.annotations.Nullable Object value) {
    String place = field + " = " + value;
    if (value == null) {
      assertThat(field.is(Flag.NILLABLE)).as(place).isTrue();
      return;
    }
    switch (field.type()) {
      case ID, REFERENCE -> assertThat(value.toString()).as(place).hasSize(18);
      case BOOLEAN -> assertThat(value).as(place).isInstanceOf(Boolean.class);
      case INT -> checkWhole(field, (BigDecimal) value, place);
      case DOUBLE, CURRENCY, PERCENT -> checkDecimal(field, (BigDecimal) value, place);
      case DATE -> checkDate((LocalDate) value, place);
      case DATETIME -> assertThat((Instant) value).as(place).isNotNull();
      case TIME -> assertThat((LocalTime) value).as(place).isNotNull();
      case MULTIPICKLIST ->
          Arrays.stream(value.toString().split(";")).forEach(v -> checkPicklist(field, v, place));
      case PICKLIST -> checkPicklist(field, value.toString(), place);
      default -> checkText(field, value.toString(), place);
    }
  }

  private static void checkWhole(FieldDefinition field, BigDecimal number, String place) {
    assertThat(number.scale()).as(place).isLessThanOrEqualTo(0);
    assertThat(number.precision()).as(place).isLessThanOrEqualTo(Math.max(10, field.digits()));
  }

  private static void checkDecimal(FieldDefinition field, BigDecimal number, String place) {
    assertThat(number.scale()).as(place).isBetween(0, field.scale());
    assertThat(number.precision() - number.scale())
        .as(place)
        .isLessThanOrEqualTo(Math.max(1, field.precision() - field.scale()));
  }

  private static void checkDate(LocalDate date, String place) {
    assertThat(date).as(place).isBetween(LocalDate.of(1700, 1, 1), LocalDate.of(4000, 12, 31));
  }

  private static void checkPicklist(FieldDefinition field, String value, String place) {
    assertThat(field.picklistValues())
        .as(place)
        .filteredOn(PicklistValue::active)
        .extracting(PicklistValue::value)
        .contains(value);
  }

  private static void checkText(FieldDefinition field, String text, String place) {
    assertThat(text).as(place).isNotEmpty().isEqualTo(text.strip());
    assertThat(text.length()).as(place).isLessThanOrEqualTo(field.length());
    if (field.type() == FieldType.STRING) {
      assertThat(text).as(place).doesNotContain("\n", "\r");
    }
    assertThat(text.chars()).as(place).noneMatch(c -> c == 0);
  }

  private static Set<String> texts(String object, String field) {
    var texts = new TreeSet<String>();
    SampleObject sample = of(object);
    FieldDefinition definition = sample.object().requireField(field);
    for (long i = 0; i < sample.count(); i++) {
      Object value = sample.value(i, definition);
      texts.add(value == null ? "(empty)" : value.toString());
    }
    return texts;
  }

  @Test
  void texts_hold_what_importers_stumble_over() {
    Set<String> texts = texts("Contact", "Description");
    List<Predicate<String>> wanted =
        List.of(
            t -> t.contains("\n"),
            t -> t.contains("\r\n"),
            t -> t.contains("\""),
            t -> t.contains(","),
            t -> t.contains("\\N"),
            t -> t.contains("\t"),
            t -> t.contains("\u0301"),
            t -> t.codePoints().anyMatch(c -> c > 0xFFFF),
            t -> t.codePoints().anyMatch(c -> Character.getDirectionality(c) == 1),
            t -> t.equals("(empty)"),
            t -> t.length() > 300);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(texts).as("case " + i).anyMatch(wanted.get(i));
    }
  }

  @Test
  void names_come_from_many_scripts() {
    var scripts = new HashSet<Character.UnicodeScript>();
    texts("Contact", "LastName")
        .forEach(
            name -> name.codePoints().forEach(c -> scripts.add(Character.UnicodeScript.of(c))));
    assertThat(scripts)
        .contains(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.HEBREW,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.HANGUL);
  }

  @Test
  void the_parts_of_an_address_belong_to_one_place_or_are_all_empty() {
    SampleObject contacts = of("Contact");
    ObjectDefinition object = contacts.object();
    int empty = 0;
    for (long i = 0; i < contacts.count(); i++) {
      Object city = contacts.value(i, object.requireField("MailingCity"));
      Object street = contacts.value(i, object.requireField("MailingStreet"));
      assertThat(city == null).isEqualTo(street == null);
      if ("Paris".equals(city)) {
        assertThat(contacts.value(i, object.requireField("MailingCountry"))).isEqualTo("France");
      }
      empty += city == null ? 1 : 0;
    }
    assertThat(empty).isBetween(200, 400);
  }

  @Test
  void the_fields_of_an_opportunity_follow_from_its_stage() {
    SampleObject deals = of("Opportunity");
    ObjectDefinition object = deals.object();
    for (long i = 0; i < deals.count(); i++) {
      Object stage = deals.value(i, object.requireField("StageName"));
      Object won = deals.value(i, object.requireField("IsWon"));
      assertThat(won).isEqualTo("Closed Won".equals(stage));
      LocalDate close = (LocalDate) deals.value(i, object.requireField("CloseDate"));
      assertThat(close).isNotNull();
      assertThat(deals.value(i, object.requireField("FiscalYear")))
          .isEqualTo(BigDecimal.valueOf(close.getYear()));
    }
  }

  @Test
  void no_task_is_about_something_when_it_is_with_a_lead() {
    SampleObject tasks = of("Task");
    ObjectDefinition object = tasks.object();
    int leads = 0;
    for (long i = 0; i < tasks.count(); i++) {
      Object who = tasks.value(i, object.requireField("WhoId"));
      if (who != null && who.toString().startsWith("00Q")) {
        assertThat(tasks.value(i, object.requireField("WhatId"))).isNull();
        leads++;
      }
    }
    assertThat(leads).isPositive();
  }

  @Test
  void the_first_user_is_the_administrator_that_clients_sign_in_as() {
    SampleObject users = of("User");
    SampleObject profiles = of("Profile");
    String username = String.valueOf(users.value(0, users.object().requireField("Username")));
    assertThat(username).startsWith("integration@");
    assertThat(users.value(0, users.object().requireField("ProfileId")))
        .isEqualTo(profiles.ids().id(0));
    assertThat(profiles.value(0, profiles.object().requireField("Name")))
        .isEqualTo("System Administrator");
    assertThat(users.value(0, users.object().requireField("IsActive"))).isEqualTo(true);
  }
}

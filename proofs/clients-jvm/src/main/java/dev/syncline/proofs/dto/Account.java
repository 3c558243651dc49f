package dev.syncline.proofs.dto;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.camel.component.salesforce.api.dto.AbstractDescribedSObjectBase;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** An account, as Camel's generator writes its classes. */
public final class Account extends AbstractDescribedSObjectBase {
  // Camel reads fields by the names that Salesforce gives them.
  private String Phone;
  private String Key__c;
  private Integer NumberOfEmployees;

  /** An empty account. */
  public Account() {
    getAttributes().setType("Account");
  }

  /** An account of a name. */
  public static Account named(String name) {
    var account = new Account();
    account.setName(name);
    return account;
  }

  @JsonProperty("Phone")
  public String getPhone() {
    return Phone;
  }

  @JsonProperty("Phone")
  public void setPhone(String phone) {
    this.Phone = phone;
  }

  @JsonProperty("Key__c")
  public String getKey__c() {
    return Key__c;
  }

  @JsonProperty("Key__c")
  public void setKey__c(String key) {
    this.Key__c = key;
  }

  @JsonProperty("NumberOfEmployees")
  public Integer getEmployees() {
    return NumberOfEmployees;
  }

  @JsonProperty("NumberOfEmployees")
  public void setEmployees(Integer employees) {
    this.NumberOfEmployees = employees;
  }

  @Override
  public SObjectDescription description() {
    var description = new SObjectDescription();
    description.setName("Account");
    return description;
  }
}

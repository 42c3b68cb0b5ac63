package io.nificrm.local.demo;

/** What was made of everything that is stored: who people are, what they wish for, who was told. */
public record Learned(People people, Ideas ideas, Alerts alerts) {

    /** Whether all of it is right. */
    public boolean isGood() {
        return people.isGood() && ideas.isGood() && alerts.isGood();
    }
}

package io.nificrm.local.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nificrm.local.demo.DemoDesk;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** An agent's morning at the desk that a NiFi serves. */
record Morning(ChromeDriver browser, DemoDesk desk) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What nobody has taken yet. */
    private static final String QUEUE = "/queue?queue=rapid_response&state=new";

    /** Signs in, and lands on the queue of what cannot wait; returns how many the page says that wait. */
    long begin() throws IOException {
        browser.get(desk.url() + "/queue?queue=rapid_response");
        browser.findElement(By.name("name")).sendKeys(desk.user());
        browser.findElement(By.name("password")).sendKeys(desk.password(), Keys.ENTER);
        awaitTitle("Queue");
        assertThat(browser.getCurrentUrl()).endsWith("?queue=rapid_response");
        browser.get(desk.url() + QUEUE);
        awaitTitle("Queue");
        Chromium.picture(browser, "flow-desk-queue", 1100, 1000);
        return total();
    }

    /** Opens the worst by keyboard, and returns its id. */
    String takeTheWorst() {
        WebElement worst = browser.findElement(By.cssSelector("#rows a.text"));
        assertThat(worst.getText()).isNotBlank();
        browser.findElement(By.tagName("body")).sendKeys("j");
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);
        awaitTitle("Mention");
        return URLDecoder.decode(
                browser.getCurrentUrl().replaceFirst(".*[?&]id=([^&#]*).*", "$1"), StandardCharsets.UTF_8);
    }

    void readWhy() {
        assertThat(browser.findElements(By.tagName("mark")))
                .extracting(WebElement::getText)
                .as("the words that flagged it")
                .isNotEmpty();
        assertThat(section("why")).contains("safety");
        assertThat(section("playbook")).contains("Call the person today");
    }

    void copyTheReply() throws IOException {
        browser.findElement(By.cssSelector("[data-copy]")).click();
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("copied")).getText().equals("Copied."));
        assertThat(browser.findElement(By.id("reply")).getDomProperty("value")).contains("thank you for telling us");
        browser.executeScript("scrollTo(0, 0)");
        Chromium.picture(browser, "flow-desk-mention", 1100, 1400);
    }

    void answerAndResolve() throws IOException {
        decide("acknowledge", "acknowledged: " + desk.user());
        decide("respond", "responded: " + desk.user());
        browser.findElement(By.id("note")).sendKeys("She keeps the bag for us");
        decide("resolve", "resolved: " + desk.user());
        assertThat(section("events"))
                .contains(desk.user() + " acknowledge", desk.user() + " respond", desk.user() + " resolve")
                .contains("She keeps the bag for us");
        Chromium.picture(browser, "flow-desk-resolved", 1100, 1400);
    }

    /** Goes back to the queue, and returns how many the page says that wait. */
    long goBack() throws IOException {
        browser.get(desk.url() + QUEUE);
        awaitTitle("Queue");
        Chromium.picture(browser, "flow-desk-after", 1100, 1000);
        return total();
    }

    private void decide(String action, String status) {
        browser.findElement(By.cssSelector("button[value=" + action + "]")).click();
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.cssSelector("article .status"))
                        .getText()
                        .equals(status));
    }

    private String section(String name) {
        return browser.findElement(By.cssSelector("section[aria-labelledby=" + name + "]"))
                .getText();
    }

    private long total() {
        return Long.parseLong(browser.findElement(By.id("total")).getText());
    }

    private void awaitTitle(String begin) {
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith(begin));
    }
}

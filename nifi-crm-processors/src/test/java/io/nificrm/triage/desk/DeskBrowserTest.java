package io.nificrm.triage.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nificrm.elasticsearch.IndexFamily;
import io.nificrm.local.elasticsearch.ElasticsearchNode;
import io.nificrm.local.elasticsearch.SharedElasticsearch;
import io.nificrm.triage.TriageStorage;
import io.nificrm.triage.access.Accounts;
import io.nificrm.triage.access.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * An agent's morning in the machine's own Chromium, against the processor TriageDesk, the starter profile and a real
 * Elasticsearch. Skipped where there is no Chromium with its driver. With {@code -Dnificrm.pictures=FOLDER} it leaves the
 * pictures of {@code docs/images} there.
 */
@ExtendWith(SharedElasticsearch.class)
class DeskBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PROFILE = Path.of("..", "flows", "listening-profile.yaml");

    private static TriageStorage storage;
    private static DeskServer server;

    @TempDir
    private Path folder;

    private Optional<ChromeDriver> open = Optional.empty();

    @BeforeAll
    static void fill(ElasticsearchNode node, @TempDir Path folder) throws Exception {
        storage = new TriageStorage(node);
        storage.put(new AcmeMorning(PROFILE).mentions());
        Path accounts = Files.writeString(
                folder.resolve("accounts"), Accounts.line("mia", Role.AGENT, "correct horse".toCharArray()));
        server = new DeskServer(storage, accounts, Optional.of(PROFILE));
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
        storage.close();
    }

    @AfterEach
    void quit() {
        open.ifPresent(ChromeDriver::quit);
    }

    @Test
    void anAgentsMorning() throws Exception {
        ChromeDriver browser = chromium();
        browser.get(server.address("/queue?queue=rapid_response").toString());
        browser.findElement(By.name("name")).sendKeys("mia");
        browser.findElement(By.name("password")).sendKeys("correct horse", Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith("Queue"));
        assertThat(browser.getCurrentUrl()).as("she lands on what she wanted").endsWith("?queue=rapid_response");
        long waiting = Long.parseLong(browser.findElement(By.id("total")).getText());
        assertThat(waiting).isEqualTo(open()).isGreaterThan(5);
        picture(browser, "desk-queue", 1100, 1000);

        // the worst first, by keyboard
        WebElement worst = browser.findElement(By.cssSelector("#rows a.text"));
        assertThat(worst.getText()).contains("shard of plastic");
        browser.findElement(By.tagName("body")).sendKeys("j");
        browser.switchTo().activeElement().sendKeys(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith("Mention"));

        // why it is here
        assertThat(browser.findElements(By.tagName("mark")))
                .extracting(WebElement::getText)
                .contains("shard");
        assertThat(browser.findElement(By.cssSelector("section[aria-labelledby=why]"))
                        .getText())
                .contains("safety");
        assertThat(browser.findElement(By.cssSelector("section[aria-labelledby=playbook]"))
                        .getText())
                .contains("Call the person today");

        // the reply, copied
        browser.findElement(By.cssSelector("[data-copy]")).click();
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("copied")).getText().equals("Copied."));
        String reply = browser.findElement(By.id("reply")).getDomProperty("value");
        assertThat(reply).startsWith("Priya Shah, thank you for telling us");
        browser.executeScript("scrollTo(0, 0)");
        picture(browser, "desk-mention", 1100, 1400);

        decide(browser, "acknowledge", "acknowledged: mia");
        decide(browser, "respond", "responded: mia");
        browser.findElement(By.id("note")).sendKeys("She keeps the bag for us");
        decide(browser, "resolve", "resolved: mia");
        assertThat(browser.findElement(By.cssSelector("section[aria-labelledby=events]"))
                        .getText())
                .contains("mia acknowledge", "mia respond", "mia resolve", "She keeps the bag for us");

        // the queue shrinks, and so does what the boards count
        browser.findElement(By.cssSelector("a.home")).click();
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith("Queue"));
        assertThat(browser.findElement(By.id("rows")).getText()).doesNotContain("shard of plastic");
        assertThat(open()).isEqualTo(waiting - 1);
        assertThat(answered()).isEqualTo(1);
    }

    @Test
    void theQueueOfAPhoneFitsAndIsReadable() throws Exception {
        ChromeDriver browser = chromium();
        signIn(browser);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        browser.get(server.address("/queue").toString());

        assertThat(overflow(browser)).as("nothing is wider than the screen").isZero();
        picture(browser, "desk-phone", 0, 0);
        browser.findElement(By.cssSelector("#rows a.text")).click();
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith("Mention"));
        assertThat(overflow(browser)).isZero();
        assertThat(browser.findElements(By.cssSelector("form.decide button")))
                .allSatisfy(button -> assertThat(button.getSize().getHeight())
                        .as("a thumb hits it")
                        .isGreaterThan(40));
    }

    @Test
    void theQueueUpdatesItselfAndKeepsTheAgentsPlace() throws Exception {
        ChromeDriver browser = chromium();
        signIn(browser);
        browser.get(server.address("/queue?queue=advocacy").toString());
        int before = browser.findElements(By.cssSelector("#rows a.text")).size();

        storage.put(
                new AcmeMorning(PROFILE).praise("A late arrival: love the new Acme roast, recommend it to everyone"));

        await().atMost(PATIENCE)
                .until(() ->
                        browser.findElements(By.cssSelector("#rows a.text")).size() == before + 1);
    }

    @Test
    void nothingThatAMentionSaysRunsInARealBrowser() throws Exception {
        storage.put(new AcmeMorning(PROFILE).hostile());
        ChromeDriver browser = chromium();
        signIn(browser);
        browser.get(server.address("/mention?id=mastodon%3Ahostile").toString());

        assertThat(browser.getPageSource()).contains("&lt;script&gt;");
        assertThat(((JavascriptExecutor) browser).executeScript("return window.stolen === undefined"))
                .isEqualTo(true);
        assertThat(browser.findElements(By.cssSelector("blockquote img, blockquote script")))
                .isEmpty();
        assertThat(browser.findElements(By.partialLinkText("original")))
                .as("javascript: is no link")
                .isEmpty();
    }

    private void signIn(ChromeDriver browser) {
        browser.get(server.address("/sign-in").toString());
        browser.findElement(By.name("name")).sendKeys("mia");
        browser.findElement(By.name("password")).sendKeys("correct horse", Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.getTitle().startsWith("Queue"));
    }

    private static void decide(ChromeDriver browser, String action, String status) {
        browser.findElement(By.cssSelector("button[value=" + action + "]")).click();
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.cssSelector("article .status"))
                        .getText()
                        .equals(status));
    }

    /** What a board counts as open. */
    private static long open() throws IOException {
        return count("triage.queue:rapid_response AND NOT triage.status:(resolved OR dismissed)");
    }

    /** What a board counts as answered. */
    private static long answered() throws IOException {
        return count("triage.queue:rapid_response AND _exists_:triage.responded_at");
    }

    private static long count(String query) throws IOException {
        return storage.cluster()
                .client()
                .count(count -> count.index(storage.cluster().names().all(IndexFamily.MENTIONS))
                        .query(q -> q.queryString(s -> s.query(query))))
                .count();
    }

    private static long overflow(ChromeDriver browser) {
        return (Long) browser.executeScript(
                "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
    }

    private static void picture(ChromeDriver browser, String name, int width, int height) throws IOException {
        String folder = System.getProperty("nificrm.pictures", "");
        if (!folder.isEmpty()) {
            if (width > 0) {
                browser.manage().window().setSize(new Dimension(width, height));
            }
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private ChromeDriver chromium() {
        Optional<Path> program = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        assumeTrue(program.isPresent() && driver.isPresent(), "needs Chromium and chromedriver on the PATH");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.get().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("browser"));
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get().toFile())
                        .build(),
                options);
        browser.manage().timeouts().pageLoadTimeout(PATIENCE);
        open = Optional.of(browser);
        return browser;
    }

    private static Optional<Path> onPath(String... names) {
        List<String> folders = Arrays.asList(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

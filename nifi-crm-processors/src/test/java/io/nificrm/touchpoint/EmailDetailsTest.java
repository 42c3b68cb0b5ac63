package io.nificrm.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmailDetailsTest {

    @Test
    void theDomainIsThatOfTheRecipient() {
        assertThat(EmailDetailsBuilder.builder()
                        .recipient("Jo@Post.Example")
                        .build()
                        .domain())
                .contains("post.example");
    }

    @Test
    void aDomainThatIsGivenStaysWhenTheRecipientIsHashed() {
        EmailDetails hashed = EmailDetailsBuilder.builder()
                .recipient("sha256-5e88489")
                .domain("post.example")
                .build();

        assertThat(hashed.domain()).contains("post.example");
    }

    @Test
    void aRecipientThatIsNoAddressHasNoDomain() {
        assertThat(EmailDetailsBuilder.builder()
                        .recipient("sha256-5e88489")
                        .build()
                        .domain())
                .isEmpty();
        assertThat(EmailDetailsBuilder.builder().recipient("jo@").build().domain())
                .isEmpty();
    }
}

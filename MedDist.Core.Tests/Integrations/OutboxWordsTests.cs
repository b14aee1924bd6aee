using MedDist.Core.Integrations;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

public sealed class OutboxWordsTests
{
    [Theory]
    [InlineData("orders@x.example refused: Mailbox unavailable. The server response was: 550 5.1.1 No such user here", "does not exist")]
    [InlineData("Came back from orders@x.example: 550 5.1.1 User unknown.", "does not exist")]
    [InlineData("550 5.1.1 Mailbox full: the manufacturer's server refused the message.", "mailbox is full")]
    [InlineData("554 5.2.2 mailbox full; QuotaExceededException", "mailbox is full")]
    [InlineData("552 5.3.4 Message size exceeds fixed limit", "too big")]
    [InlineData("Came back from a@b.example: 5.1.2.", "mail server of this address cannot be found")]
    [InlineData("550 5.7.1 Rejected by policy", "refused the message by its rules")]
    [InlineData("535 5.7.8 Authentication credentials invalid", "did not accept the sign-in")]
    [InlineData("Failure sending mail. Connection refused 127.0.0.1:25", "could not be reached")]
    [InlineData("451 4.3.0 Try again later", "asked to try later")]
    [InlineData("The connection broke while sending, and the message may have left. Ask the manufacturer before you try again.", "may have arrived or not")]
    [InlineData("An address is not valid: The specified string is not in the form required for an e-mail address.", "not written like an e-mail address")]
    public void A_partners_words_are_explained_with_what_to_do_next(string words, string plain) => OutboxWords.Explain(words).ShouldNotBeNull().ShouldContain(plain);

    [Theory]
    [InlineData(null)]
    [InlineData("The server stopped before the message left.")]
    [InlineData("Something nobody has seen before")]
    public void What_is_not_known_is_not_explained(string? words) => OutboxWords.Explain(words).ShouldBeNull();
}

using Bunit;
using MedDist.Core.Kernel;
using MedDist.Web.Ui;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class ConfirmDialogTests : UiTestContext
{
    private static readonly ConfirmQuestion Deny = new("Deny order 1042?", "The provider is told.", "Deny order")
    {
        Comment = "Reason",
        CommentRequired = true,
        Suggestions = ["Not covered"],
        Danger = true,
    };

    private readonly List<string> comments = [];
    private Result next = Result.Ok;

    [Fact]
    public async Task It_says_what_will_happen_and_does_it_with_the_comment()
    {
        var (dialog, answer) = await AskAsync(Deny);
        dialog.Markup.ShouldContain("The provider is told.");

        await dialog.Find("textarea").InputAsync(" Duplicate ");
        await dialog.Find("[data-submit]").ClickAsync();

        (await answer).ShouldBeTrue();
        comments.ShouldBe(["Duplicate"]);
        dialog.FindAll("h2").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_required_comment_cannot_be_left_out()
    {
        var (dialog, answer) = await AskAsync(Deny);

        await dialog.Find("[data-submit]").ClickAsync();

        dialog.Find("[role=alert]").TextContent.ShouldBe("Write something under “Reason” first.");
        comments.ShouldBeEmpty();
        answer.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_suggestion_fills_the_comment()
    {
        var (dialog, _) = await AskAsync(Deny);

        await dialog.Find(".suggestions button").ClickAsync();
        await dialog.Find("[data-submit]").ClickAsync();

        comments.ShouldBe(["Not covered"]);
    }

    [Fact]
    public async Task A_failure_is_shown_and_the_comment_is_kept()
    {
        next = new Failure.Stale("order");
        var (dialog, answer) = await AskAsync(Deny);
        await dialog.Find("textarea").InputAsync("Duplicate");

        await dialog.Find("[data-submit]").ClickAsync();

        dialog.Find("[role=alert]").TextContent.ShouldStartWith("Somebody else changed this order");
        dialog.Find("textarea").GetAttribute("value").ShouldBe("Duplicate");
        answer.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeping_things_as_they_are_does_nothing()
    {
        var (dialog, answer) = await AskAsync(new("Forward order 1042?", "Acme Biologics gets it.", "Forward"));
        dialog.FindAll("textarea").ShouldBeEmpty();

        await dialog.FindAll("button").First(b => b.TextContent == "Keep as it is").ClickAsync();

        (await answer).ShouldBeFalse();
        comments.ShouldBeEmpty();
    }

    private async Task<(IRenderedComponent<ConfirmDialog> Dialog, Task<bool> Answer)> AskAsync(ConfirmQuestion question)
    {
        var dialog = Render<ConfirmDialog>();
        Task<bool>? answer = null;
        await dialog.InvokeAsync(() =>
        {
            answer = dialog.Instance.AskAsync(question, comment =>
            {
                comments.Add(comment);
                return Task.FromResult(next);
            });
        });
        return (dialog, answer!);
    }
}

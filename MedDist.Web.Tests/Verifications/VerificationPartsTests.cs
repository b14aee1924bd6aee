using AngleSharp.Dom;
using Bunit;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Verifications;
using MedDist.Data.Database;
using MedDist.Web.Tests.Ui;
using MedDist.Web.Ui;
using MedDist.Web.Verifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Verifications;

/// <summary>What asks before a case changes: the dialog that moves it, and the benefits beside those of last time.</summary>
public sealed class VerificationPartsTests : UiTestContext, IAsyncLifetime
{
    private House house = null!;
    private World world = null!;
    private VerificationMoves moves = null!;
    private Guid id;

    public async Task InitializeAsync()
    {
        house = await House.OpenAsync(DatabaseProvider.Sqlite);
        world = await World.BuildAsync(house, requires: [new(VerificationType.Insurance, VerificationFrequency.Annual)]);
        var theCase = await world.VerifiedAsync(new(2025, 9, 10));
        id = theCase.Id;
        (await house.AsAsync<VerificationService, Result>(world.Ashley, s => s.ChangeAsync(id, theCase.Version, new() { Benefits = new Dictionary<string, string> { ["network"] = "In network" } }))).Failure.ShouldBeNull();
        moves = await OfAshleyAsync<VerificationMoves>();

        // The renderer has been asked for its services by now; it takes further ones only like this.
        Services.AddFallbackServiceProvider(new ServiceCollection().AddSingleton(moves).AddSingleton(await OfAshleyAsync<VerificationDocuments>()).BuildServiceProvider());
    }

    async Task IAsyncLifetime.DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task The_dialog_greys_what_time_alone_reaches_asks_for_a_reason_and_can_take_the_move_back()
    {
        var dialog = Render<VerificationMoveDialog>();
        await dialog.InvokeAsync(() => dialog.Instance.OpenAsync(id));
        dialog.FindAll("label.refused").Select(l => l.QuerySelector("span")!.TextContent).ShouldBe([DeskColumn.Waiting.Label(), DeskColumn.Expiring.Label(), DeskColumn.Expired.Label()], ignoreOrder: true);
        dialog.FindAll("label.refused").ShouldAllBe(l => l.QuerySelector("input")!.HasAttribute("disabled") && l.QuerySelector(".hint")!.TextContent.Contains("by itself"));
        dialog.FindAll("[hidden] #move-document").ShouldBeEmpty();

        Target(dialog, DeskColumn.Rejected).Change(true);
        dialog.FindAll("[hidden] #move-document").Count.ShouldBe(1);
        dialog.Find("[data-submit]").Click();
        dialog.WaitForAssertion(() => dialog.Find("[role=alert]").TextContent.ShouldBe(VerificationFailures.NoRejectionReason.Message));
        (await StatusAsync()).ShouldBe(VerificationStatus.Verified);

        dialog.Find("#move-reason").Input("Plan ended.");
        dialog.Find("[data-submit]").Click();
        dialog.WaitForAssertion(() => dialog.FindAll("#move-reason").ShouldBeEmpty());
        (await StatusAsync()).ShouldBe(VerificationStatus.Rejected);
        var toasts = Services.GetRequiredService<Toasts>();
        toasts.Shown.ShouldHaveSingleItem().Kind.ShouldBe(ToastKind.Undo);
        await dialog.InvokeAsync(dialog.Instance.UndoAsync);
        (await StatusAsync()).ShouldBe(VerificationStatus.Verified);
        toasts.Shown.ShouldHaveSingleItem().Kind.ShouldBe(ToastKind.Done);
    }

    [Fact]
    public async Task The_same_benefits_are_one_click_and_only_what_differs_is_marked()
    {
        var (details, choices) = (await DetailsAsync(), (await moves.ChoicesAsync(id))!);
        var review = Render<VerificationReview>(p => p.Add(r => r.Choices, choices).Add(r => r.Details, details));
        review.Find("button.primary").TextContent.ShouldStartWith("Nothing changed");

        Now(review).Input("Out of network");
        review.FindAll("tr.changed").ShouldHaveSingleItem().TextContent.ShouldContain("In network");
        review.Find(".dialog-buttons").TextContent.ShouldContain("1 benefit changed");
        review.FindAll("button").ShouldNotContain(b => b.TextContent.StartsWith("Nothing changed", StringComparison.Ordinal));

        review.FindAll("button").Single(b => b.TextContent == "As last time").Click();
        review.FindAll("tr.changed").ShouldBeEmpty();
        Now(review).Input("Out of network");
        review.Find("button.primary").Click();
        review.WaitForAssertion(() => Services.GetRequiredService<Toasts>().Shown.ShouldHaveSingleItem().Title.ShouldBe("Verified today"));
        (await DetailsAsync()).Benefits["network"].ShouldBe("Out of network");
    }

    private static IElement Target(IRenderedComponent<VerificationMoveDialog> dialog, DeskColumn column) =>
        dialog.FindAll(".move-targets label").Single(l => l.QuerySelector("span")!.TextContent == column.Label()).QuerySelector("input")!;

    private static IElement Now(IRenderedComponent<VerificationReview> review) => review.Find("input[aria-label='Network now']");

    private Task<T> OfAshleyAsync<T>()
        where T : notnull => house.AsAsync<T, T>(world.Ashley, Task.FromResult);

    private async Task<VerificationDetails> DetailsAsync() => (await house.AsAsync<VerificationDetailQueries, VerificationDetails?>(world.Ashley, q => q.GetAsync(id)))!;

    private async Task<VerificationStatus> StatusAsync()
    {
        await using var db = house.Open(world.System);
        return (await db.Verifications.SingleAsync(v => v.Id == id)).Status;
    }
}

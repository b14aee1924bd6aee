using Bunit;
using MedDist.Core.Kernel;
using MedDist.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Ui;

public sealed class ToastsTests : UiTestContext
{
    private Toasts Messages => Services.GetRequiredService<Toasts>();

    [Fact]
    public async Task A_result_goes_by_itself_and_a_failure_stays()
    {
        var host = Render<ToastHost>();
        await host.InvokeAsync(() => Messages.Done("Order 1042 approved"));
        await host.InvokeAsync(() => Messages.Failed(new Failure.Stale("order")));
        host.FindAll(".toast").Count.ShouldBe(2);

        Clock.Advance(TimeSpan.FromMinutes(1));

        host.WaitForAssertion(() => host.FindAll(".toast").ShouldHaveSingleItem().TextContent.ShouldContain("Changed meanwhile"));
    }

    [Fact]
    public async Task An_undo_counts_down_and_goes_when_its_time_is_over()
    {
        var host = Render<ToastHost>();
        await host.InvokeAsync(() => Messages.Undo("Order 1042 goes to Acme", Clock.GetUtcNow().AddSeconds(10), () => Task.CompletedTask));
        host.Markup.ShouldContain("in 10 s");

        Clock.Advance(TimeSpan.FromSeconds(4));
        host.WaitForAssertion(() => host.Markup.ShouldContain("in 6 s"));
        Clock.Advance(TimeSpan.FromSeconds(6));

        host.WaitForAssertion(() => host.FindAll(".toast").ShouldBeEmpty());
    }

    [Fact]
    public async Task Undoing_calls_once_and_closes()
    {
        var undone = 0;
        var host = Render<ToastHost>();
        await host.InvokeAsync(() => Messages.Undo("Order 1042 goes to Acme", Clock.GetUtcNow().AddSeconds(10), () => Task.FromResult(undone++)));

        await host.Find("button").ClickAsync();

        undone.ShouldBe(1);
        host.FindAll(".toast").ShouldBeEmpty();
    }

    [Fact]
    public void A_chance_to_undo_is_never_pushed_out()
    {
        Messages.Undo("Order 1042 goes to Acme", Clock.GetUtcNow().AddSeconds(10), () => Task.CompletedTask);
        for (var i = 0; i < 9; i++)
        {
            Messages.Done($"Message {i}");
        }

        Messages.Shown.Count.ShouldBe(4);
        Messages.Shown[0].Kind.ShouldBe(ToastKind.Undo);
        Messages.Shown[^1].Title.ShouldBe("Message 8");
    }
}

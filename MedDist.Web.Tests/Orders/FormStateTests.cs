using Bunit;
using MedDist.Core.Users;
using MedDist.Web.Orders.Form;
using MedDist.Web.Tests.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

public sealed class FormStateTests : UiTestContext
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> answer = new();
    private readonly FormState form = new(new() { Facilities = [], Providers = [], Calendar = new([], false, new Dictionary<DateOnly, string>()), Today = new(2026, 6, 15) }, new(), Role.Provider)
    {
        DraftId = Guid.NewGuid(),
        SaveAsync = () => Task.CompletedTask,
    };

    [Fact]
    public async Task A_key_for_the_whole_form_waits_for_the_choice_that_was_made_before_it()
    {
        var field = Field();
        Do(field, input => input.InputAsync(new ChangeEventArgs { Value = "diab" }));
        Do(field, input => input.KeyDownAsync(new KeyboardEventArgs { Key = "Tab" }));
        Do(field, input => input.BlurAsync(new FocusEventArgs()));
        string? seen = null;
        var key = field.InvokeAsync(async () =>
        {
            await form.SettledAsync();
            seen = form.Content.WoundType;
        });
        key.IsCompleted.ShouldBeFalse("the server has not answered");

        await field.InvokeAsync(() => answer.SetResult(["Diabetic foot ulcer"]));
        await key.WaitAsync(TimeSpan.FromSeconds(10));
        seen.ShouldBe("Diabetic foot ulcer");
    }

    [Fact]
    public async Task A_choice_that_failed_is_waited_for_no_longer()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        form.Await(first.Task);
        form.Await(second.Task);
        var settled = form.SettledAsync();
        first.SetException(new InvalidOperationException("The server is away."));
        settled.IsCompleted.ShouldBeFalse();
        second.SetResult();
        await settled.WaitAsync(TimeSpan.FromSeconds(10));
        await form.SettledAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private IRenderedComponent<CascadingValue<FormState>> Field() => Render<CascadingValue<FormState>>(p => p.Add(c => c.Value, form).AddChildContent<FormPick<string>>(f => f
        .Add(x => x.Field, "woundType").Add(x => x.Text, t => t).Add(x => x.Search, (_, _) => answer.Task).Add(x => x.Set, t => form.Content with { WoundType = t })));

    private static void Do(IRenderedComponent<CascadingValue<FormState>> field, Func<AngleSharp.Dom.IElement, Task> act) => _ = field.InvokeAsync(() => { _ = act(field.Find("input")); });
}

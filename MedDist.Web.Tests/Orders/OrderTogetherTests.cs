using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Orders;

[Trait("Category", "Browser")]
[Collection(OrderApp.Shared)]
public sealed class OrderTogetherTests(OrderApp app)
{
    [Fact]
    public async Task Two_people_edit_different_fields_of_one_order_by_keyboard_and_both_stand()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview&ivr=valid"))[0];
        await using var ashley = await OrderScreen.OpenAsync(app, $"{id}/full");
        await using var marcus = await OrderScreen.OpenAsync(app, $"{id}/full", OrderApp.Marcus);

        await ashley.EditAsync();
        await Assertions.Expect(ashley.Page.Locator("#edit-service")).ToBeFocusedAsync();
        await Assertions.Expect(marcus.Head.Locator(".presence-bar")).ToContainTextAsync("Ashley Nguyen is editing", new() { Timeout = 2000 });
        await Assertions.Expect(ashley.Head.Locator(".presence-bar")).ToContainTextAsync("Marcus Bell is viewing");
        await ashley.Page.Locator("#edit-instructions").FillAsync("Ring twice, then use the side door.");

        await marcus.EditAsync();
        await marcus.Page.Locator("#edit-internal").FillAsync("Called the clinic.");
        await marcus.PressAsync("Control+Enter");
        await marcus.SavedAsync();
        await Assertions.Expect(ashley.Page.Locator("#edit-internal")).ToHaveValueAsync("Called the clinic.");
        await Assertions.Expect(ashley.Page.Locator(".edit-field.moved .edit-news")).ToContainTextAsync("Marcus Bell changed this meanwhile");
        await Assertions.Expect(ashley.Page.Locator("#edit-instructions")).ToHaveValueAsync("Ring twice, then use the side door.");
        await Screenshots.SaveAsync(ashley.Page, "order-edit-meanwhile");

        await ashley.PressAsync("Control+Enter");
        await ashley.SavedAsync();
        await Assertions.Expect(ashley.Dialog).ToHaveCountAsync(0);
        await Assertions.Expect(marcus.Fact("Delivery instructions")).ToContainTextAsync("Ring twice, then use the side door.");
        await Assertions.Expect(ashley.Timeline).ToContainTextAsync("Edited by Marcus Bell");
        await Assertions.Expect(ashley.Timeline).ToContainTextAsync("Edited by Ashley Nguyen");
        ashley.Watched.ShouldHaveNoProblems();
        marcus.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task Two_people_edit_the_same_field_and_the_second_chooses_between_three_values()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview&ivr=valid"))[1];
        await using var ashley = await OrderScreen.OpenAsync(app, $"{id}/full");
        await using var marcus = await OrderScreen.OpenAsync(app, $"{id}/full", OrderApp.Marcus);
        await ashley.EditAsync();
        await ashley.Page.Locator("#edit-instructions").FillAsync("Back door");
        await ashley.Page.Locator("#edit-notes").FillAsync("Second application");

        await marcus.EditAsync();
        await marcus.Page.Locator("#edit-instructions").FillAsync("Front door");
        await marcus.PressAsync("Control+Enter");
        await marcus.SavedAsync();
        await Assertions.Expect(ashley.Page.Locator(".edit-field.moved .edit-news")).ToContainTextAsync("Marcus Bell changed this to Front door meanwhile. Saving asks which is to stand.");
        await Assertions.Expect(ashley.Page.Locator("#edit-instructions")).ToHaveValueAsync("Back door");

        await ashley.PressAsync("Control+Enter");
        await Assertions.Expect(ashley.Dialog).ToContainTextAsync("Somebody changed the same field");
        await Assertions.Expect(ashley.Dialog.Locator(".conflict")).ToHaveCountAsync(1);
        await Assertions.Expect(ashley.Dialog.GetByLabel("Yours")).ToBeCheckedAsync();
        await Assertions.Expect(ashley.Dialog).ToContainTextAsync("Marcus Bell, now stored");
        await Screenshots.SaveAsync(ashley.Page, "order-conflict");
        (await Axe.ViolationsAsync(ashley.Page)).ShouldBeEmpty();

        await ashley.Dialog.GetByLabel("Marcus Bell, now stored").CheckAsync();
        await ashley.PressAsync("Control+Enter");
        await ashley.SavedAsync();
        await Assertions.Expect(ashley.Fact("Delivery instructions")).ToContainTextAsync("Front door");
        await Assertions.Expect(ashley.Page.Locator(".comments-shared")).ToContainTextAsync("Second application");
        ashley.Watched.ShouldHaveNoProblems();
    }

    [Fact]
    public async Task One_edits_and_one_approves_and_the_one_who_saw_an_older_order_hears_why_not()
    {
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview&ivr=valid"))[2];
        await using var ashley = await OrderScreen.OpenAsync(app, $"{id}/full");
        await using var marcus = await OrderScreen.OpenAsync(app, $"{id}/full", OrderApp.Marcus);

        // Marcus's dialog was opened on the order as it was before the edit.
        await marcus.PressAsync("b");
        await marcus.Dialog.GetByRole(AriaRole.Textbox).FillAsync("The size is missing.");
        await ashley.EditAsync();
        await ashley.Page.GetByLabel("Quantity of").First.FillAsync("7");
        await ashley.PressAsync("Control+Enter");
        await ashley.SavedAsync();
        await marcus.PressAsync("Control+Enter");
        await Assertions.Expect(marcus.Dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ashley Nguyen changed quantity");
        await Screenshots.SaveAsync(marcus.Page, "order-decision-overrun");
        await marcus.PressAsync("Escape");

        await ashley.EditAsync();
        await ashley.Page.Locator("#edit-internal").FillAsync("Fine with me.");
        await marcus.PressAsync("a");
        await marcus.StatusIsAsync("Approved");
        await ashley.StatusIsAsync("Approved");
        await ashley.PressAsync("Control+Enter");
        await ashley.SavedAsync();
        await Assertions.Expect(marcus.Page.Locator(".comments-internal")).ToContainTextAsync("Fine with me.");
        await marcus.StatusIsAsync("Approved");
    }

    [Fact]
    public async Task Colleagues_see_in_the_list_who_is_at_an_order_and_that_they_left()
    {
        await using var queue = await QueueScreen.OpenAsync(app, "?status=pendingreview");
        var number = await QueueScreen.NumberAsync(queue.Rows.First);
        var id = (await OrderScreen.FindAsync(app, "?status=pendingreview"))[0];
        var mark = queue.RowOf(number).Locator(".presence");

        await using (var marcus = await OrderScreen.OpenAsync(app, $"{id}/full", OrderApp.Marcus))
        {
            await Assertions.Expect(mark).ToHaveAttributeAsync("title", "Marcus Bell is viewing", new() { Timeout = 2000 });
            await marcus.EditAsync();
            await Assertions.Expect(mark).ToHaveAttributeAsync("title", "Marcus Bell is editing", new() { Timeout = 2000 });
            await queue.Rows.First.ClickAsync();
            await queue.PaneShowsAsync(number);
            await Assertions.Expect(queue.Pane.Locator(".presence-bar")).ToContainTextAsync("Marcus Bell is editing");
            await Screenshots.SaveAsync(queue.Page, "queue-presence");
            await Assertions.Expect(marcus.Head.Locator(".presence-bar")).ToContainTextAsync("Ashley Nguyen is viewing");
        }

        await Assertions.Expect(mark).ToHaveCountAsync(0);
        await Assertions.Expect(queue.Pane.Locator(".presence-bar")).ToHaveTextAsync("");
        queue.Watched.ShouldHaveNoProblems();
    }
}

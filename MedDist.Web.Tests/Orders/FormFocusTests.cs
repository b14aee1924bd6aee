using System.Text.RegularExpressions;
using MedDist.Web.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace MedDist.Web.Tests.Orders;

/// <summary>Worked by keys alone: what takes itself away leaves the focus where the work goes on.</summary>
[Trait("Category", "Browser")]
[Collection(FormApp.Shared)]
public sealed class FormFocusTests(FormApp app)
{
    [Fact]
    public async Task The_focus_goes_on_with_the_work_when_what_had_it_is_gone()
    {
        await using var screen = await FormScreen.OpenAsync(app);
        var page = screen.Page;
        await PressAsync("Add secondary insurance");
        await Expect(screen.Field("secondary.payer")).ToBeFocusedAsync();
        await PressAsync("Remove the secondary insurance");
        await Expect(Button("Add secondary insurance")).ToBeFocusedAsync();

        var lines = page.Locator("[id^='f-lines-'][id$='-product']");
        var before = await lines.CountAsync();
        await PressAsync("Add another product");
        await Expect(lines).ToHaveCountAsync(before + 1);
        await Expect(lines.Last).ToBeFocusedAsync();
        await PressAsync("Remove this line");
        await Expect(lines).ToHaveCountAsync(before);
        await FocusIsInAsync(".form-section");

        await PressAsync("Change");
        await Expect(screen.Field("facility")).ToBeFocusedAsync();
        await screen.Field("recipient").FillAsync("Zebulon Quarrie");
        await screen.PressAsync("Tab");
        await Expect(screen.Field("newRecipient.dateOfBirth")).ToBeFocusedAsync();
        await PressAsync("Search again");
        await Expect(screen.Field("recipient")).ToBeFocusedAsync();
        await screen.SavedAsync();

        // A row of the drafts goes, and the next one takes its place.
        await page.GotoAsync(app.Url + "/my/drafts");
        await MedDistApp.LiveAsync(page);
        await PressAsync("Discard");
        await Expect(page.Locator(".toasts")).ToContainTextAsync("Draft discarded");
        await FocusIsInAsync("main");
        screen.Watched.ShouldHaveNoProblems();

        ILocator Button(string name) => page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{name}") }).Last;

        async Task PressAsync(string name)
        {
            await Button(name).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
        }

        // The place is found a moment after the thing is gone.
        Task FocusIsInAsync(string part) => Expect(page.Locator($"{part} :focus").First).ToBeVisibleAsync();
    }
}

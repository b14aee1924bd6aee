using Bunit;
using MedDist.Core.Coverage;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using MedDist.Web.Coverage;
using MedDist.Web.Recipients;
using MedDist.Web.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Recipients;

/// <summary>The parts that the order form composes, over a real database.</summary>
public sealed class RecipientPickerTests : UiTestContext, IAsyncLifetime
{
    private readonly List<Guid> chosen = [];
    private House house = null!;
    private World world = null!;
    private AsyncServiceScope scope;
    private NewRecipient? fresh;
    private CoverageEntry cover = new();

    public async Task InitializeAsync()
    {
        house = await House.OpenAsync(DatabaseProvider.Sqlite);
        world = await World.BuildAsync(house);
        await house.AddAsync(world.Id, new Payer { Name = "Medicare Part B", Type = PayerType.Government, Contact = new("(312) 555-0190") }, new Payer { Name = "Lantern Health PPO", Type = PayerType.Insurance });
        scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Core.Kernel.CallContext>().Become(world.Ashley);
        Services.AddSingleton(scope.ServiceProvider.GetRequiredService<RecipientQueries>()).AddSingleton(scope.ServiceProvider.GetRequiredService<RecipientDuplicates>())
            .AddSingleton(scope.ServiceProvider.GetRequiredService<PayerQueries>());
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await scope.DisposeAsync();
        await house.DisposeAsync();
    }

    [Fact]
    public void Somebody_is_found_by_typing_and_taken_with_enter_and_can_be_let_go_again()
    {
        var picker = Picker();
        Type(picker, "#patient", "public ja");
        picker.WaitForAssertion(() => picker.FindAll("[role=option]").Count.ShouldBe(1));
        picker.Find("[role=option]").TextContent.ShouldContain("3 Feb 1950");
        picker.Find("#patient").KeyDown("Enter");
        picker.WaitForAssertion(() => chosen.ShouldBe([world.Recipient.Id]));

        picker.Render(p => p.Add(r => r.Value, world.Recipient.Id));
        picker.WaitForAssertion(() => picker.Find(".picked strong").TextContent.ShouldBe("Jane Public"));
        picker.Find("#patient").Click();
        picker.WaitForAssertion(() => chosen.ShouldBe([world.Recipient.Id, Guid.Empty]));
    }

    [Fact]
    public void Who_is_not_there_is_entered_from_what_was_typed_and_a_duplicate_can_be_used_instead()
    {
        var picker = Picker();
        Type(picker, "#patient", "quill, vera 7/9/1948");
        picker.WaitForAssertion(() => picker.Find(".typeahead-create").TextContent.ShouldBe("New patient “quill, vera 7/9/1948”"));
        picker.Find("#patient").KeyDown("Enter");
        picker.WaitForAssertion(() => (fresh?.FirstName, fresh?.LastName, fresh?.DateOfBirth).ShouldBe(("Vera", "Quill", new DateOnly(1948, 7, 9))));

        fresh = fresh! with { FirstName = "Jane", LastName = "Public", DateOfBirth = new(1950, 2, 3) };
        picker.Render(p => p.Add(r => r.New, fresh));
        Clock.Advance(TimeSpan.FromMilliseconds(500));
        picker.WaitForAssertion(() => picker.Find(".duplicate-why").TextContent.ShouldBe("Same name and date of birth"));
        picker.Find(".duplicates button").Click();
        picker.WaitForAssertion(() => (chosen.Count, fresh).ShouldBe((1, null)));
    }

    [Fact]
    public void A_number_offers_no_new_patient()
    {
        var picker = Picker();
        Type(picker, "#patient", "MRN-9999");
        picker.WaitForAssertion(() => picker.Find(".typeahead-none").TextContent.ShouldContain("Nobody found"));
        picker.FindAll(".typeahead-create").ShouldBeEmpty();
    }

    [Fact]
    public void Choosing_Medicare_asks_for_its_number_and_checks_it_as_the_field_is_left()
    {
        var fields = Render<CoverageFields>(p => p.Add(f => f.Id, "primary").Add(f => f.Entry, cover).Add(f => f.EntryChanged, (CoverageEntry e) => cover = e));
        Type(fields, "#primary-payer", "medicare");
        fields.WaitForAssertion(() => fields.FindAll("[role=option]").Count.ShouldBe(1));
        fields.Find("#primary-payer").KeyDown("Enter");
        fields.WaitForAssertion(() => (cover.PayerName, cover.PlanType, cover.PayerPhone).ShouldBe(("Medicare Part B", PlanType.FeeForService, "(312) 555-0190")));
        Draw();
        fields.Find("label[for=primary-number]").TextContent.ShouldBe("Medicare number (MBI)");

        fields.Find("#primary-number").Input("1EGATE5MK73");
        Draw();
        fields.FindAll("#primary-number-below .problem").ShouldBeEmpty();
        fields.Find("#primary-number").Blur();
        fields.Find("#primary-number-below .problem").TextContent.ShouldContain("Character 4");
        fields.Find("#primary-number").Input("1eg4te5mk73");
        Draw();
        fields.Find("#primary-number-below").TextContent.ShouldContain("1EG4-TE5-MK73");

        fields.FindAll("#primary-subscriber").ShouldBeEmpty();
        fields.Find("#primary-self").Change("1");
        Draw();
        (cover.IsSelf, cover.SubscriberRelationship).ShouldBe((false, "spouse"));
        fields.FindAll("#primary-subscriber").Count.ShouldBe(1);

        void Draw() => fields.Render(p => p.Add(f => f.Entry, cover));
    }

    private IRenderedComponent<RecipientPicker> Picker() => Render<RecipientPicker>(p => p
        .Add(r => r.Id, "patient").Add(r => r.Chosen, chosen.Add).Add(r => r.NewChanged, (NewRecipient? n) => fresh = n));

    private void Type<T>(IRenderedComponent<T> part, string field, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        part.Find(field).Input(text);
        Clock.Advance(TimeSpan.FromMilliseconds(200));
    }
}

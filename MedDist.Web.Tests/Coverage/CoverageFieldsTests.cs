using Bunit;
using MedDist.Core.Coverage;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using MedDist.Web.Coverage;
using MedDist.Web.Tests.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Coverage;

/// <summary>The fields of one coverage, over a real database.</summary>
public sealed class CoverageFieldsTests : UiTestContext, IAsyncLifetime
{
    private House house = null!;
    private World world = null!;
    private AsyncServiceScope scope;
    private CoverageEntry cover = new();

    public async Task InitializeAsync()
    {
        house = await House.OpenAsync(DatabaseProvider.Sqlite);
        world = await World.BuildAsync(house);
        await house.AddAsync(world.Id, new Payer { Name = "Medicare Part B", Type = PayerType.Government, Contact = new("(312) 555-0190") }, new Payer { Name = "Lantern Health PPO", Type = PayerType.Insurance });
        scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Core.Kernel.CallContext>().Become(world.Ashley);
        Services.AddFallbackServiceProvider(scope.ServiceProvider);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await scope.DisposeAsync();
        await house.DisposeAsync();
    }

    [Fact]
    public void Choosing_Medicare_asks_for_its_number_and_checks_it_as_the_field_is_left()
    {
        var fields = Render<CoverageFields>(p => p.Add(f => f.Id, "primary").Add(f => f.Entry, cover).Add(f => f.EntryChanged, (CoverageEntry e) => cover = e));
        Type(fields, "#primary-payer", "medicare");
        Wait(fields, () => fields.FindAll("[role=option]").Count.ShouldBe(1));
        fields.Find("#primary-payer").KeyDown("Enter");
        Wait(fields, () => (cover.PayerName, cover.PlanType, cover.PayerPhone).ShouldBe(("Medicare Part B", PlanType.FeeForService, "(312) 555-0190")));
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

    private static void Wait<T>(IRenderedComponent<T> part, Action assertion)
        where T : Microsoft.AspNetCore.Components.IComponent => part.WaitForAssertion(assertion, TimeSpan.FromSeconds(20));

    private void Type<T>(IRenderedComponent<T> part, string field, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        part.Find(field).Input(text);
        Clock.Advance(TimeSpan.FromMilliseconds(200));
    }
}

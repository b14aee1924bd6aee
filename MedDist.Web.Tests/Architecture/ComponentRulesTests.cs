using MedDist.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Web.Tests.Architecture;

public sealed class ComponentRulesTests
{
    private static readonly Type[] Web = typeof(Web.Shell.App).Assembly.GetTypes();

    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        Web.Count(t => t.IsDefined(typeof(RouteAttribute), false)).ShouldBeGreaterThan(3);
        ComponentRules.OpenPages(Web).ShouldBeEmpty();
        ComponentRules.OpenPages([typeof(Planted)]).ShouldHaveSingleItem();
    }

    [Fact]
    public void No_component_takes_a_context_or_a_factory()
    {
        ComponentRules.Contexts(Web).ShouldBeEmpty();
        ComponentRules.Contexts([typeof(Planted)]).Count().ShouldBe(2);
    }

    [Fact]
    public void No_component_is_called_as_one_of_the_framework()
    {
        ComponentRules.Shadowed(Web).ShouldBeEmpty();
        ComponentRules.Shadowed([typeof(ImportMap), typeof(Planted)]).ShouldHaveSingleItem();
    }

    [Route("/planted")]
    private sealed class Planted(ContextFor contexts) : ComponentBase
    {
        [Inject]
        private IDbContextFactory<MedDistDbContext> Factory { get; set; } = default!;

        public override string ToString() => $"{contexts} {Factory}";
    }

    private sealed class ImportMap : ComponentBase;
}

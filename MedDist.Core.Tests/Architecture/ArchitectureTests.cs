using System.Reflection;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly string[] Own = ["MedDist.Core", "MedDist.Data", "MedDist.Web"];

    [Fact]
    public void Every_entity_belongs_to_a_tenant_and_is_filtered()
    {
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        HouseRules.TenantViolations(db.Model.GetEntityTypes()).ShouldBeEmpty();
    }

    [Fact]
    public void An_unfiltered_entity_would_be_found()
    {
        using var leaky = new LeakyContext();
        HouseRules.TenantViolations(leaky.Model.GetEntityTypes()).Order().ShouldBe(["Loose is not ITenantOwned.", "Unfiltered has no tenant filter."]);
    }

    [Fact]
    public void What_is_stored_as_json_is_replaced_and_never_changed_in_place()
    {
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        HouseRules.JsonViolations(db.Model.GetEntityTypes()).ShouldBeEmpty();
    }

    [Fact]
    public void Json_that_changes_in_place_would_be_found()
    {
        using var leaky = new LeakyContext();
        HouseRules.JsonViolations(leaky.Model.GetEntityTypes()).Order().ShouldBe(
            ["Stored.Seen is a view of a field.", "Stored.Value holds Changing.Names, which takes additions.", "Stored.Value holds Changing.Set, which has a setter."]);
    }

    [Fact]
    public void Core_knows_no_provider_no_user_interface_and_no_scheduler()
    {
        HouseRules.ForbiddenReferences(typeof(Order).Assembly.GetReferencedAssemblies()).ShouldBeEmpty();
        HouseRules.ForbiddenReferences([new AssemblyName("Quartz"), new AssemblyName("Npgsql"), new AssemblyName("Microsoft.AspNetCore.Components.Web")]).Count().ShouldBe(3);
    }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        // Parts of the context live with their area and belong to the kernel.
        HouseRules.Sources([.. Own, "MedDist.Core.Tests", "MedDist.Web.Tests"]).Where(s => !s.File.Contains("/MedDistDbContext.", StringComparison.Ordinal))
            .SelectMany(s => HouseRules.NamespaceViolations(s.File, s.Text)).ShouldBeEmpty();
        HouseRules.NamespaceViolations("MedDist.Core/Orders/X.cs", "namespace MedDist.Core.Shipping;").ShouldHaveSingleItem();
    }

    [Fact]
    public void No_source_asks_the_clock_starts_threads_hides_in_regions_or_goes_around_the_wall()
    {
        HouseRules.Sources(Own).SelectMany(s => HouseRules.SourceViolations(s.File, s.Text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("Task.Run(() => 1);")]
    [InlineData("private async void Go()")]
    [InlineData("    #region Fields")]
    [InlineData("db.Orders.IgnoreQueryFilters([\"Tenant\"])")]
    [InlineData("db.Orders.ExecuteDeleteAsync()")]
    [InlineData("db.Database.ExecuteSqlRawAsync(sql)")]
    [InlineData("public sealed class Sly(ContextFor contexts);")]
    public void A_planted_line_would_be_found(string line) => HouseRules.SourceViolations("MedDist.Core/Orders/Planted.cs", line + "\n").ShouldHaveSingleItem();

    [Fact]
    public void A_file_fits_in_a_readers_head()
    {
        HouseRules.Sources(Own).SelectMany(s => HouseRules.LengthViolations(s.File, s.Text)).ShouldBeEmpty();
        HouseRules.LengthViolations("A.razor", new string('\n', 201)).ShouldHaveSingleItem();
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        var types = new[] { typeof(Order), typeof(DatabaseSettings) }.SelectMany(t => t.Assembly.GetTypes()).Where(t => t.Namespace?.StartsWith("MedDist", StringComparison.Ordinal) == true && !t.Name.StartsWith('<'));
        HouseRules.NameViolations(types.Select(t => t.Name)).ShouldBeEmpty();
        HouseRules.NameViolations(["OrderManager", "OrderHelper", "OrderDto"]).Count().ShouldBe(3);
    }

    [Fact]
    public void Every_area_with_rules_has_tests_under_its_name()
    {
        var areas = HouseRules.Sources("MedDist.Core")
            .Where(s => s.Text.Contains("Service(", StringComparison.Ordinal) || s.Text.Contains("Queries(", StringComparison.Ordinal))
            .Select(s => s.File.Split('/')[1]).Where(a => !a.EndsWith(".cs", StringComparison.Ordinal)).Distinct();
        HouseRules.UntestedAreas(areas, Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "MedDist.Core.Tests")).Select(d => Path.GetFileName(d)!)).ShouldBeEmpty();
        HouseRules.UntestedAreas(["Orders", "Planted"], ["Orders"]).ShouldHaveSingleItem();
    }

    [Fact]
    public void Requests_and_columns_have_the_same_length()
    {
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        var order = db.Model.FindEntityType(typeof(Order))!;
        order.FindProperty(nameof(Order.StatusReason))!.GetMaxLength().ShouldBe(MoveOrder.ReasonLength);
        order.FindProperty(nameof(Order.IvrBypassReason))!.GetMaxLength().ShouldBe(MoveOrder.ReasonLength);
        db.Model.FindEntityType(typeof(OrderEvent))!.FindProperty(nameof(OrderEvent.Comment))!.GetMaxLength()!.Value.ShouldBeGreaterThan(MoveOrder.ReasonLength);
    }

    private sealed class Loose
    {
        public int Id { get; set; }
    }

    private sealed class Unfiltered : ITenantOwned
    {
        public int Id { get; set; }

        public Guid TenantId { get; set; }
    }

    private sealed class Changing
    {
        public int Kept { get; init; }

        public int Set { get; set; }

        public List<string> Names { get; init; } = [];
    }

    private sealed class Stored : ITenantOwned
    {
        private readonly List<int> seen = [];

        public Guid Id { get; init; }

        public Guid TenantId { get; init; }

        public Changing? Value { get; init; }

        public IReadOnlyList<int> Seen => seen;

        public IReadOnlyList<int> Replaced { get; init; } = [];

        public List<Changing> Copied { get; init; } = [];
    }

    private sealed class LeakyContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=:memory:");

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Loose>();
            modelBuilder.Entity<Unfiltered>();
            modelBuilder.Entity<Stored>(stored =>
            {
                stored.HasQueryFilter(MedDistDbContext.TenantFilter, s => s.TenantId != Guid.Empty);
                stored.Property(s => s.Value).HasConversion(v => "", v => null).HasAnnotation("MedDist:Json", true);
                stored.Property(s => s.Seen).HasConversion(v => "", v => new List<int>()).HasAnnotation("MedDist:Json", true);
                stored.Property(s => s.Replaced).HasConversion(v => "", v => new List<int>()).HasAnnotation("MedDist:Json", true);
                stored.Property(s => s.Copied).HasConversion(v => "", v => new List<Changing>()).HasAnnotation("MedDist:Json", true);
            });
        }
    }
}

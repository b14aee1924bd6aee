using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Architecture;

/// <summary>Keeps <c>docs/schema.md</c> true: the founders' columns and our properties, both complete.</summary>
public sealed class SchemaDocumentTests
{
    [Fact]
    public void The_founders_schema_has_73_tables_and_two_views()
    {
        var seed = SchemaCheck.Seed();

        seed.Count.ShouldBe(75);
        seed.Sum(t => t.Columns.Length).ShouldBe(785 + 11 + 19);
    }

    [Fact]
    public void Every_line_of_the_document_can_be_read() => SchemaDocument.Read(SchemaDocument.Text()).Problems.ShouldBeEmpty();

    [Fact]
    public void Every_column_of_the_founders_schema_stands_there_once() => Problems(c => c.Columns()).ShouldBeEmpty();

    [Fact]
    public void Every_table_stands_in_the_area_of_its_entity() => Problems(c => c.Headings()).ShouldBeEmpty();

    [Fact]
    public void Every_home_is_a_property_of_the_model() => Problems(c => c.Homes()).ShouldBeEmpty();

    [Fact]
    public void A_table_that_is_built_is_not_listed_as_missing() => Problems(c => c.NotBuilt()).ShouldBeEmpty();

    [Fact]
    public void Every_property_of_the_model_stands_there() => Problems(c => c.Properties()).ShouldBeEmpty();

    [Theory]
    [InlineData("| order_number | Order.OrderNumber ", "| order_number | Order.OrderNo | |", "orders.order_number lives in Order.OrderNo, which the model does not have.")]
    [InlineData("| snf_days |", "| snf_days | Order.Intake.Days | |", "orders.snf_days lives in Order.Intake.Days, which the model does not have.")]
    [InlineData("| form_documents |", "| form_documents | Document.OwnerId | |", "orders.form_documents lives outside Order; its note must say why.")]
    [InlineData("| internal_notes |", "", "orders.internal_notes is missing.")]
    [InlineData("| internal_notes |", "| internal_notes | Order.InternalNotes | |\n| internal_notes | Order.Notes | |", "orders.internal_notes stands there 2 times.")]
    [InlineData("| internal_notes |", "| secret_notes | Order.InternalNotes | |", "orders.secret_notes is not in the founders' schema.")]
    [InlineData("| internal_notes |", "| internal_notes | Order.InternalNotes |", "this row has no heading or not the right number of cells.")]
    [InlineData("### order_items →", "### order_items → OrderLine", "Orders has no entity OrderLine.")]
    [InlineData("### shipments →", "### shipments → Order", "Shipping has no entity Order.")]
    [InlineData("### shipments →", "### Shipments", "a table's heading reads \"### table → Entity\".")]
    [InlineData("| Returns | returns |", "| Orders | order_items | id |", "order_items is not missing any more, its entity exists.")]
    [InlineData("| Returns | returns |", "| Recipients | recipient | id |", "recipient is not missing any more, its entity exists.")]
    [InlineData("| Order.SendBy |", "", "Order.SendBy is missing.")]
    [InlineData("| Order.Intake.DiagnosisCodes |", "", "Order.Intake.DiagnosisCodes is missing.")]
    [InlineData("| IdentityUserToken.* |", "", "IdentityUserToken.LoginProvider is missing.")]
    [InlineData("| Entity.Version |", "", "Order.Version is missing.")]
    [InlineData("| Order.SendBy |", "| Order.SendByNoon | |", "the model does not have Order.SendByNoon.")]
    [InlineData("| Order.SendBy |", "| Order.* | |", "the model does not have Order.*.")]
    [InlineData("| Order.SendBy |", "| Order.ServiceDate | |", "Order.ServiceDate is the home of a column of the founders.")]
    public void A_wrong_line_is_reported(string start, string instead, string problem)
    {
        var lines = SchemaDocument.Text().ReplaceLineEndings("\n").Split('\n').ToList();
        var at = lines.FindIndex(l => l.StartsWith(start, StringComparison.Ordinal));
        at.ShouldBeGreaterThan(-1, $"The line to falsify is gone: {start}");
        lines[at] = instead;

        Problems(c => c.All(), string.Join('\n', lines)).ShouldContain(p => p.EndsWith(problem, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Problems(Func<SchemaCheck, IEnumerable<string>> ask, string? text = null)
    {
        using var context = new SqliteDesignFactory().CreateDbContext([]);
        return [.. ask(new SchemaCheck(SchemaDocument.Read(text ?? SchemaDocument.Text()), context.Model))];
    }
}

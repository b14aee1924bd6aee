using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MedDist.Core.Tests.Architecture;

/// <summary>Compares <c>docs/schema.md</c> with the founders' columns and with the model; each problem is one sentence.</summary>
internal sealed partial class SchemaCheck(SchemaDocument document, IModel model)
{
    private const string SeedResource = "seed-columns.txt";

    private readonly List<ModelProperty> properties = [.. model.GetEntityTypes().SelectMany(e => PropertiesOf(e, e.ClrType, Name(e.ClrType)))];

    public IEnumerable<string> All() =>
        [.. document.Problems, .. Columns(), .. Headings(), .. Homes(), .. NotBuilt(), .. Properties()];

    /// <summary>Every column of the founders stands in the document exactly once, and nothing else does.</summary>
    public IEnumerable<string> Columns()
    {
        var seed = Seed().SelectMany(t => t.Columns.Select(c => $"{t.Table}.{c}")).ToHashSet();
        var written = document.Rows.Select(r => $"{r.Heading.Table}.{r.Column}")
            .Concat(document.NotBuilt.SelectMany(t => t.Columns.Select(c => $"{t.Table}.{c}"))).ToList();
        return
        [
            .. seed.Except(written).Select(c => $"{c} is missing."),
            .. written.Except(seed).Select(c => $"{c} is not in the founders' schema."),
            .. written.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands there {g.Count()} times."),
        ];
    }

    /// <summary>A table stands in the area of the entity it became.</summary>
    public IEnumerable<string> Headings() =>
        from heading in document.Headings
        from entity in heading.Entities
        where !model.GetEntityTypes().Any(e => Name(e.ClrType) == entity && e.ClrType.Namespace == $"MedDist.Core.{heading.Area}")
        select $"Line {heading.Line}: {heading.Area} has no entity {entity}.";

    /// <summary>Every home is a property of the model; one outside the entities of its table says why in its note.</summary>
    public IEnumerable<string> Homes()
    {
        var paths = properties.Select(p => p.Path).ToHashSet();
        return
        [
            .. document.Rows.Where(r => !paths.Contains(r.Home)).Select(r => $"{r} lives in {r.Home}, which the model does not have."),
            .. document.Rows.Where(r => r.Note.Length == 0 && !r.Heading.Entities.Contains(r.Home.Split('.')[0]))
                .Select(r => $"{r} lives outside {string.Join(" and ", r.Heading.Entities)}; its note must say why."),
        ];
    }

    /// <summary>No table that is said to be missing has an entity. Names are compared word by word, in the singular.</summary>
    public IEnumerable<string> NotBuilt()
    {
        var built = model.GetEntityTypes().SelectMany(e => new[] { e.GetTableName() ?? "", Name(e.ClrType) }).Select(Words).ToHashSet();
        return document.NotBuilt.Where(t => built.Contains(Words(t.Table))).Select(t => $"Line {t.Line}: {t.Table} is not missing any more, its entity exists.");
    }

    /// <summary>Every property of the model is a home or one of our own, and not both.</summary>
    public IEnumerable<string> Properties()
    {
        var homes = document.Rows.Select(r => r.Home).ToHashSet();
        var own = document.Own.Select(o => o.Property).ToHashSet();
        var known = properties.SelectMany(p => p.Names).ToHashSet();
        return
        [
            .. properties.Where(p => !homes.Contains(p.Path) && !p.Names.Any(own.Contains)).Select(p => $"{p.Path} is missing."),
            .. document.Own.Where(o => !known.Contains(o.Property)).Select(o => $"Line {o.Line}: the model does not have {o.Property}."),
            .. document.Own.Where(o => homes.Contains(o.Property)).Select(o => $"Line {o.Line}: {o.Property} is the home of a column of the founders."),
            .. document.Own.GroupBy(o => o.Property).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands there {g.Count()} times."),
        ];
    }

    /// <summary>The founders' tables and views with their columns.</summary>
    public static IReadOnlyList<(string Table, string[] Columns)> Seed()
    {
        using var reader = new StreamReader(typeof(SchemaCheck).Assembly.GetManifestResourceStream(SeedResource)!);
        return [.. reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith('#')).Select(l => l.Split(": ")).Select(p => (p[0], p[1].Split(", ")))];
    }

    private static IEnumerable<ModelProperty> PropertiesOf(ITypeBase type, Type entity, string path)
    {
        var own = type.GetProperties().Select(p => new ModelProperty($"{path}.{p.Name}", NamesOf(p, entity, path)));
        return own.Concat(type.GetComplexProperties().SelectMany(c => PropertiesOf(c.ComplexType, entity, $"{path}.{c.Name}")));
    }

    /// <summary>A property can be listed by itself, by the base class that declares it, or, where ASP.NET Core Identity declares it, by that class as a whole.</summary>
    private static IReadOnlyList<string> NamesOf(IProperty property, Type entity, string path)
    {
        var declaring = property.PropertyInfo?.DeclaringType ?? entity;
        var isIdentity = declaring.Namespace == typeof(IdentityUser).Namespace;
        return [$"{path}.{property.Name}", $"{Name(declaring)}.{property.Name}", .. isIdentity ? [$"{Name(declaring)}.*"] : Array.Empty<string>()];
    }

    private static string Name(Type type) => type.Name.Split('`')[0];

    private static string Words(string name) => string.Join(' ', Word().Matches(name).Select(m => Singular(m.Value.ToLowerInvariant())));

    private static string Singular(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y" : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    [GeneratedRegex("[A-Z]?[a-z0-9]+")]
    private static partial Regex Word();

    private sealed record ModelProperty(string Path, IReadOnlyList<string> Names);
}

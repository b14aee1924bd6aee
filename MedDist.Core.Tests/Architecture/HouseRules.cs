using System.Reflection;
using System.Text.RegularExpressions;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MedDist.Core.Tests.Architecture;

/// <summary>The rules of the house as functions over types, models and source lines; each returns its violations in words, so that a planted one can be fed to it.</summary>
internal static partial class HouseRules
{
    /// <summary>Entities that belong to no tenant, or to none necessarily, and why.</summary>
    private static readonly Dictionary<string, string> WithoutTenant = new()
    {
        ["Tenant"] = "is the tenant",
        ["Setting"] = "system-wide ones have none; has its own filter",
        ["User"] = "super admins have none; has its own filter",
        ["IdentityUserClaim`1"] = "hangs on a user",
        ["IdentityUserLogin`1"] = "hangs on a user",
        ["IdentityUserToken`1"] = "hangs on a user",
        ["IdentityUserPasskey`1"] = "hangs on a user",
    };

    /// <summary>Files that may speak of the clock, the filters or raw SQL, and why.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["IgnoreQueryFilters"] = ["MedDist.Core/Tenancy/"],
        ["RawSql"] = ["MedDist.Data/Database/", "MedDist.Core/Auditing/AuditRetention.cs", "MedDist.Core/Batches/BatchWorker.cs", "MedDist.Core/Coverage/PayerService.cs", "MedDist.Core/Tenancy/JobRuns.cs", "MedDist.Core/Verifications/VerificationExpiry.cs"],
        ["ContextFor"] = ["MedDist.Core/Kernel/CallContext.cs", "MedDist.Core/Tenancy/", "MedDist.Core/Users/AssignmentQueries.cs", "MedDist.Core/Users/UserLinks.cs", "MedDist.Data/Database/", "MedDist.Data/Demo/", "MedDist.Web/Hosting/Startup.cs", "MedDist.Web/Hosting/Health.cs", "MedDist.Web/Account/AccountsModule.cs"],
    };

    public static IEnumerable<string> TenantViolations(IEnumerable<IReadOnlyEntityType> entities) => entities
        .Where(e => !e.IsOwned() && !WithoutTenant.ContainsKey(e.ClrType.Name))
        .SelectMany(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)
            ? e.GetDeclaredQueryFilters().Any(f => f.Key == MedDistDbContext.TenantFilter) ? [] : new[] { $"{e.ClrType.Name} has no tenant filter." }
            : [$"{e.ClrType.Name} is not ITenantOwned."]);

    /// <summary>
    /// What is stored as JSON without being a list or dictionary of its own is compared by reference first, so nothing in it may change without being replaced: no setters, no lists that take
    /// additions, and no read-only view of a list that can be changed.
    /// </summary>
    public static IEnumerable<string> JsonViolations(IEnumerable<IReadOnlyEntityType> entities) =>
        from type in entities.SelectMany(e => e.GetComplexProperties().Select(c => (IReadOnlyTypeBase)c.ComplexType).Prepend(e))
        from property in type.GetDeclaredProperties()
        where property.FindAnnotation("MedDist:Json") is not null && !ChangesInPlace(property.ClrType)
        from violation in (property.FieldInfo?.FieldType == property.ClrType ? [] : new[] { "is a view of a field" }).Concat(Changeable(property.ClrType, []))
        select $"{type.ClrType.Name}.{property.Name} {violation}.";

    private static bool ChangesInPlace(Type type) => typeof(System.Collections.IList).IsAssignableFrom(type) || typeof(System.Collections.IDictionary).IsAssignableFrom(type);

    private static IEnumerable<string> Changeable(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType)
        {
            return type.GetGenericArguments().SelectMany(t => Changeable(t, seen));
        }

        return type.Namespace?.StartsWith("MedDist", StringComparison.Ordinal) != true || type.IsEnum || !seen.Add(type) ? [] : type.GetProperties().SelectMany(p =>
            (p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)) ? new[] { $"holds {type.Name}.{p.Name}, which has a setter" } : [])
            .Concat(ChangesInPlace(p.PropertyType) ? [$"holds {type.Name}.{p.Name}, which takes additions"] : [])
            .Concat(Changeable(p.PropertyType, seen)));
    }

    public static IEnumerable<string> ForbiddenReferences(IEnumerable<AssemblyName> references) => references.Select(r => r.Name!)
        .Where(n => ForbiddenInCore().IsMatch(n)).Select(n => $"Core refers to {n}.");

    /// <summary>Namespace of each type is its folder; the folder of a file is what its first namespace line says.</summary>
    public static IEnumerable<string> NamespaceViolations(string file, string text) =>
        NamespaceLine().Match(text) is { Success: true } line && line.Groups[1].Value != FolderOf(file) ? [$"{file} says namespace {line.Groups[1].Value}."] : [];

    public static IEnumerable<string> SourceViolations(string file, string text)
    {
        foreach (var (rule, pattern) in new (string, Regex)[]
        {
            ("asks the system's clock", Clock()), ("starts a thread", Thread()), ("has a #region", Region()),
        })
        {
            if (pattern.IsMatch(text))
            {
                yield return $"{file} {rule}.";
            }
        }

        foreach (var (what, pattern) in new (string, Regex)[] { ("IgnoreQueryFilters", Filters()), ("RawSql", RawSql()), ("ContextFor", AnyCaller()) })
        {
            if (pattern.IsMatch(text) && !Allowed[what].Any(file.StartsWith))
            {
                yield return $"{file} uses {what}.";
            }
        }
    }

    public static IEnumerable<string> LengthViolations(string file, string text) =>
        text.Count(c => c == '\n') > (file.EndsWith(".razor", StringComparison.Ordinal) ? 200 : 300) ? [$"{file} is too long to keep in one's head."] : [];

    public static IEnumerable<string> NameViolations(IEnumerable<string> typeNames) => typeNames.Where(n => BannedName().IsMatch(n)).Select(n => $"{n} has a banned word in its name.");

    public static IEnumerable<string> UntestedAreas(IEnumerable<string> areas, IEnumerable<string> testFolders) => areas.Except(testFolders).Select(a => $"{a} has no tests under its name.");

    /// <summary>Our own source files, by path from the root, without what is generated.</summary>
    public static IEnumerable<(string File, string Text)> Sources(params string[] projects) =>
        from project in projects
        from path in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, project), "*.*", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/')
        where (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)) && !Generated().IsMatch(file)
        select (file, File.ReadAllText(path));

    private static string FolderOf(string file) => Path.GetDirectoryName(file)!.Replace('/', '.').Replace('\\', '.');

    [GeneratedRegex(@"^(Microsoft\.AspNetCore\.(Components|Mvc|SignalR|Http|Routing)|Npgsql|Microsoft\.Data\.|Microsoft\.EntityFrameworkCore\.(Sqlite|SqlServer)|Quartz|Radzen|MedDist\.(Data|Web))")]
    private static partial Regex ForbiddenInCore();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|DateTime\.Today")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bTask\.Run\(|\basync void\b|new Thread\(")]
    private static partial Regex Thread();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\.IgnoreQueryFilters\(")]
    private static partial Regex Filters();

    [GeneratedRegex(@"\.(FromSql|SqlQuery|ExecuteSql|ExecuteUpdate|ExecuteDelete)(Raw|Interpolated)?(Async)?[(<]")]
    private static partial Regex RawSql();

    [GeneratedRegex(@"\bContextFor\b|\bContextSource\b(?!.*cref)")]
    private static partial Regex AnyCaller();

    [GeneratedRegex(@"(Manager|Helper|Util|Utils|Common|Base|Info|Data|Dto|Impl)(`\d)?$")]
    private static partial Regex BannedName();

    [GeneratedRegex(@"/(obj|bin)/|/Migrations/")]
    private static partial Regex Generated();
}

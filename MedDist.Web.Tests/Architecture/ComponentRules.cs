using System.Reflection;
using MedDist.Core.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Web.Tests.Architecture;

/// <summary>What holds for every component, as functions over types, so that a planted violator can be fed to them.</summary>
internal static class ComponentRules
{
    private static readonly Type[] Kept = [typeof(DbContext), typeof(IDbContextFactory<MedDistDbContext>), typeof(ContextFor), typeof(IHttpContextAccessor)];

    public static IEnumerable<string> OpenPages(IEnumerable<Type> types) => types
        .Where(t => t.IsDefined(typeof(RouteAttribute)) && !t.IsDefined(typeof(AuthorizeAttribute)) && !t.IsDefined(typeof(AllowAnonymousAttribute)))
        .Select(t => $"{t.Name} says neither who may open it nor that anybody may.");

    public static IEnumerable<string> Contexts(IEnumerable<Type> types) =>
        from type in types.Where(t => typeof(IComponent).IsAssignableFrom(t))
        from member in Injected(type)
        where Kept.Any(k => k.IsAssignableFrom(member))
        select $"{type.Name} takes a {member.Name}.";

    /// <summary>In markup the framework's component of the same name would be drawn, in silence.</summary>
    public static IEnumerable<string> Shadowed(IEnumerable<Type> types)
    {
        var theirs = new[] { typeof(ComponentBase), typeof(Microsoft.AspNetCore.Components.Web.PageTitle), typeof(Microsoft.AspNetCore.Components.Forms.InputBase<>), typeof(ImportMap), typeof(Microsoft.AspNetCore.Components.Authorization.AuthorizeView), typeof(Radzen.Blazor.RadzenIcon) }
            .SelectMany(t => t.Assembly.GetExportedTypes()).Where(t => typeof(IComponent).IsAssignableFrom(t)).Select(Plain).ToHashSet(StringComparer.Ordinal);
        return types.Where(t => typeof(IComponent).IsAssignableFrom(t) && theirs.Contains(Plain(t))).Select(t => $"{t.Name} is called as a component of the framework.");

        static string Plain(Type type) => type.Name.Split('`')[0];
    }

    private static IEnumerable<Type> Injected(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(p => p.IsDefined(typeof(InjectAttribute))).Select(p => p.PropertyType)
        .Concat(type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType));
}

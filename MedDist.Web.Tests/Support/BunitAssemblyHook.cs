using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MedDist.Web.Tests.Support;

/// <summary>Gives bUnit the AngleSharp.Diffing of the project file, which is older than the one it was compiled against.</summary>
internal static class BunitAssemblyHook
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}

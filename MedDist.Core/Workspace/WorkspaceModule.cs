using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Workspace;

/// <summary>What the workspace of a user adds: saved views and preferences.</summary>
public static class WorkspaceModule
{
    public static IServiceCollection AddWorkspace(this IServiceCollection services) => services.AddScoped<UserPreferences>().AddScoped<SavedFilterService>();
}

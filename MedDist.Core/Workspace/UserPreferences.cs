using System.Text.Json;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Workspace;

/// <summary>What the caller has set for themselves, kept over sessions and nodes: one JSON value for each key, at the scope of the user. No PHI.</summary>
public sealed class UserPreferences(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>The value, or the type's default when the caller has set none.</summary>
    public async Task<T?> GetAsync<T>(string key, CancellationToken cancel = default)
    {
        if (call.UserId is null || call.TenantId is null)
        {
            return default;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var value = await Mine(db, key).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return value is null ? default : JsonSerializer.Deserialize<T>(value, JsonSerializerOptions.Web);
    }

    /// <summary>Keeps a value; null forgets it. Of two windows of one user the later one counts.</summary>
    public async Task SetAsync<T>(string key, T value, CancellationToken cancel = default)
    {
        if (call.UserId is null || call.TenantId is null)
        {
            return;
        }

        // Another window may write the same key at the same moment.
        for (var i = 0; i < 3; i++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var setting = await Mine(db, key).FirstOrDefaultAsync(cancel);
            Put(db, setting, key, value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
            if ((await db.TrySaveAsync(WorkspaceFailures.Stale, cancel)).Succeeded)
            {
                return;
            }
        }
    }

    private void Put(MedDistDbContext db, Setting? setting, string key, string? json)
    {
        if (setting is null && json is not null)
        {
            db.Settings.Add(new Setting { TenantId = call.TenantId, Scope = SettingScope.User, ScopeId = call.UserId, Key = key, Value = json });
        }
        else if (setting is not null && json is null)
        {
            db.Settings.Remove(setting);
        }
        else if (setting is not null)
        {
            setting.Value = json!;
        }
    }

    private IQueryable<Setting> Mine(MedDistDbContext db, string key) =>
        db.Settings.Where(s => s.TenantId == call.TenantId && s.Scope == SettingScope.User && s.ScopeId == call.UserId && s.Key == key);
}

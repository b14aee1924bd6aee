using MedDist.Core.Kernel;
using MedDist.Data.Database;
using Microsoft.AspNetCore.DataProtection;

namespace MedDist.Web.Hosting;

/// <summary>The rotating keys of cookies and encrypted fields: a folder outside the database (<c>Keys:Folder</c>), shared by all nodes.</summary>
internal static class KeyRing
{
    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var folder = builder.Configuration["Keys:Folder"];
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new SettingException("Keys:Folder is empty. Write the folder that holds the encryption keys; all nodes share it, and it is backed up apart from the database.");
        }

        builder.Services.AddDataProtection().SetApplicationName("MedDist").PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        builder.Services.AddSingleton(services => BlindIndexKey.Open(folder, services.GetRequiredService<IDataProtectionProvider>()));
    }
}

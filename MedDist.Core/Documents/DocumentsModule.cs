using MedDist.Core.Documents.Signing;
using MedDist.Core.Documents.Uploads;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using MedDist.Core.Reports.Exports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Documents;

/// <summary>What documents add: the folder their files lie in (<c>Documents:Folder</c>).</summary>
public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration["Documents:Folder"];
        return string.IsNullOrWhiteSpace(folder)
            ? throw new SettingException("Documents:Folder is empty. Write the folder that holds uploaded and generated documents; all nodes share it.")
            : services.AddSingleton(s => new DocumentFiles(folder, s.GetRequiredService<TimeProvider>())).AddSingleton<UploadIntake>().AddScoped<DocumentQueries>().AddScoped<DocumentUploads>().AddScoped<DocumentSigning>().AddExport<SigningExport>()
                .AddOrderFlag<DocumentMissingFlag>().AddOrderFlag<SignatureMissingFlag>();
    }
}

using MedDist.Web.Batches;
using MedDist.Web.Documents;
using MedDist.Web.Reports.Catalogue;
using MedDist.Web.Reports.Exports;
using MedDist.Web.Verifications;
using MedDist.Web.Verifications.Import;

namespace MedDist.Web.Hosting;

/// <summary>Endpoints of the areas that are not pages.</summary>
internal static class Areas
{
    public static void MapAreas(this WebApplication app)
    {
        app.MapDocuments();
        app.MapBatches();
        app.MapBundles();
        app.MapImports();
        app.MapExports();
        app.MapReports();
    }
}

using MedDist.Core.Clinical;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

public abstract partial class MedDistDbContext
{
    public DbSet<ClinicalAssessment> ClinicalAssessments => Set<ClinicalAssessment>();

    public DbSet<TreatmentRecord> TreatmentRecords => Set<TreatmentRecord>();
}

using MedDist.Core.Recipients;
using MedDist.Core.Tenancy;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Users;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("Users");
        builder.Property(u => u.Npi).HasMaxLength(10);
        builder.Property(u => u.Ptan).HasMaxLength(20);
        builder.Property(u => u.SearchText).HasMaxLength(SearchWords.SpacedLength);
        builder.Property(u => u.Settings).HasJson();
        builder.HasOne<Tenant>().WithMany().HasForeignKey(u => u.TenantId);
        builder.HasIndex(u => new { u.TenantId, u.Role });
        builder.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}

internal sealed class UserLinkConfiguration : IEntityTypeConfiguration<UserLink>
{
    public void Configure(EntityTypeBuilder<UserLink> builder)
    {
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
        builder.HasIndex(l => new { l.TenantId, l.TokenHash }).IsUnique();
        builder.HasIndex(l => new { l.UserId, l.EndedAt });
    }
}

internal sealed class UserAssignmentConfiguration : IEntityTypeConfiguration<UserAssignment>
{
    public void Configure(EntityTypeBuilder<UserAssignment> builder)
    {
        builder.Property(a => a.Permissions).HasJson();
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.UserId);
        builder.HasIndex(a => new { a.UserId, a.AssignableType, a.AssignableId }).IsUnique();
    }
}

internal sealed class SpecialtyConfiguration : IEntityTypeConfiguration<Specialty>
{
    public void Configure(EntityTypeBuilder<Specialty> builder)
    {
        builder.Property(s => s.Code).HasMaxLength(50);
        builder.Property(s => s.ValidationRules).HasJson();
        builder.Property(s => s.FormTemplates).HasJson();
        builder.Property(s => s.WorkflowOverrides).HasJson();
        builder.HasIndex(s => new { s.TenantId, s.Code }).IsUnique();
    }
}

internal sealed class UserSpecialtyConfiguration : IEntityTypeConfiguration<UserSpecialty>
{
    public void Configure(EntityTypeBuilder<UserSpecialty> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        builder.HasOne<Specialty>().WithMany().HasForeignKey(s => s.SpecialtyId);
        builder.HasIndex(s => new { s.UserId, s.SpecialtyId }).IsUnique();
    }
}

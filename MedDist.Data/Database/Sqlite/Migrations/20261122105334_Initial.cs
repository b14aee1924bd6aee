using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MedDist.Data.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_FacilityId_SendBy",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_TenantId_Section_SendBy_Id",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_TenantId_SendBy_Id",
                table: "Orders");

            migrationBuilder.AddColumn<long>(
                name: "QueuePosition",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Orders",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_FacilityId_QueuePosition",
                table: "Orders",
                columns: new[] { "FacilityId", "QueuePosition" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_TenantId_QueuePosition_Id",
                table: "Orders",
                columns: new[] { "TenantId", "QueuePosition", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_TenantId_Section_QueuePosition_Id",
                table: "Orders",
                columns: new[] { "TenantId", "Section", "QueuePosition", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_FacilityId_QueuePosition",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_TenantId_QueuePosition_Id",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_TenantId_Section_QueuePosition_Id",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "QueuePosition",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_FacilityId_SendBy",
                table: "Orders",
                columns: new[] { "FacilityId", "SendBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_TenantId_Section_SendBy_Id",
                table: "Orders",
                columns: new[] { "TenantId", "Section", "SendBy", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_TenantId_SendBy_Id",
                table: "Orders",
                columns: new[] { "TenantId", "SendBy", "Id" });
        }
    }
}

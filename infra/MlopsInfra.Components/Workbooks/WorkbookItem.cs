using System.Text.Json.Nodes;

namespace MlopsInfra.Components;

/// <summary>A part of a workbook, as it is kept in JSON.</summary>
/// <param name="Name">Tells parts apart; not shown.</param>
internal abstract record WorkbookItem(string Name)
{
    /// <summary>The item as the JSON of a workbook has it.</summary>
    /// <param name="logAnalyticsId">ARM id of the Log Analytics workspace that queries ask.</param>
    public abstract JsonObject ToJson(string logAnalyticsId);
}

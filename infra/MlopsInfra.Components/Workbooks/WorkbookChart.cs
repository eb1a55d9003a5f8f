namespace MlopsInfra.Components;

/// <summary>How the result of a query is shown; the names are those of the workbooks' JSON in lower case.</summary>
internal enum WorkbookChart
{
    /// <summary>Lines over time.</summary>
    LineChart,

    /// <summary>Bars over time.</summary>
    BarChart,

    /// <summary>A table.</summary>
    Table,
}

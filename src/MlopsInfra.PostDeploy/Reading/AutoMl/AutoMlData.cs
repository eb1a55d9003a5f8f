namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>What AutoML learns from.</summary>
internal enum AutoMlData
{
    /// <summary>Rows with columns.</summary>
    Table,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Images.</summary>
    Image,
}

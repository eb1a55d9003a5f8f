using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Local;

/// <summary>The local cloud's REST side, as the Azure SDK's clients reach it.</summary>
internal interface ILocalAzure : IAsyncDisposable
{
    /// <summary>How it is reached.</summary>
    AzureConnection Connection { get; }

    /// <summary>What was done there, in one line.</summary>
    string Fact { get; }
}

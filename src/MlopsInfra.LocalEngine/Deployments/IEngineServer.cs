namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>What a program talks to while it runs: the resource monitor and the engine, until it is disposed of.</summary>
internal interface IEngineServer : IAsyncDisposable
{
    /// <summary><c>HOST:PORT</c>, where it listens.</summary>
    string Address { get; }
}

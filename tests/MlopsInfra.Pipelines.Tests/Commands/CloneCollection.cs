namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>Tests that run in the same clone, one after the other: its build is what takes time.</summary>
[CollectionDefinition(Name)]
public sealed class CloneCollection : ICollectionFixture<SharedClone>
{
    /// <summary>Its name.</summary>
    public const string Name = "clone";
}

namespace MlopsInfra.Packages.Tests.Support;

/// <summary>The tests that share one <see cref="PackedFeed"/>.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>One change of the store.</summary>
/// <param name="Key">The key.</param>
/// <param name="Resource">What stands there now; null: it is deleted.</param>
internal sealed record StoreChange(string Key, StoredResource? Resource);

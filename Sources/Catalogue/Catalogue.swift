package enum CataloguePlaceholder {}

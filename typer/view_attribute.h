// Attributes of typed memoryviews, as lines of primitives/view_attribute.def.
#ifndef ZILANT_TYPER_VIEW_ATTRIBUTE_H
#define ZILANT_TYPER_VIEW_ATTRIBUTE_H

#include "frontend/ast.h"

typedef enum ViewAttribute {
#define VIEW_ATTRIBUTE(name, NAME, GROUP) VIEW_##NAME,
#include "primitives/view_attribute.def"
#undef VIEW_ATTRIBUTE
    VIEW_OTHER, // the view's object knows it
} ViewAttribute;

typedef enum ViewAttributeGroup {
    VIEW_GROUP_EXTENTS,
    VIEW_GROUP_NUMBER,
    VIEW_GROUP_ADDRESS,
    VIEW_GROUP_PART,
    VIEW_GROUP_METHOD,
    VIEW_GROUP_OTHER,
} ViewAttributeGroup;

// Which attribute the node names, if its value is a memoryview; else VIEW_OTHER.
ViewAttribute view_attribute_of(const Node *node);
ViewAttributeGroup view_attribute_group(ViewAttribute attribute);

#endif
